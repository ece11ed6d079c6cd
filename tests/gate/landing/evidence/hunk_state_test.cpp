// SPDX-License-Identifier: MIT
// How a hunk stands in another text: what decides, and each bar of hunk_state.cpp.
#include "gate/landing/evidence/hunk_state.h"

#include "tests/gate/landing/evidence/one_file.h"

using namespace hotfix;

namespace {

// A change of one file, asked about in other texts of it.
struct Asked {
  Blobs blobs;
  OneFile file;

  Asked(const std::string& path, const std::string& before, const std::string& after)
      : file(blobs, path, before, after) {}

  std::vector<HunkState> all(const std::string& text) const {
    return hunk_states(blobs.contents(), file.hunks(), text);
  }
  // Of the only hunk.
  HunkState in(const std::string& text) const {
    const auto states = all(text);
    REQUIRE(states.size() == 1);
    return states.front();
  }
  std::string state(const std::string& text) const {
    return std::string(state_name(in(text).state));
  }
  Since since(const std::string& then, const std::string& now) const {
    const auto all = hunks_since(file.hunks(), then, now);
    REQUIRE(all.size() == 1);
    return all.front();
  }
};

// `count` words that begin with that letter, each another one.
std::string words(char letter, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += letter + std::to_string(i) + " ";
  return text;
}

// The same, each on a line of its own.
std::string lines(char letter, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += letter + std::to_string(i) + "\n";
  return text;
}

// `middle` between neighbours that stay as they are.
std::string between(const std::string& middle) {
  return "above\n" + middle + (middle.empty() || middle.back() == '\n' ? "" : "\n") + "below\n";
}

}  // namespace

TEST_CASE("new lines that are there without the old ones are in effect", "[landing]") {
  const Asked change("a.js", between("old();"), between("new();\nmore();"));
  CHECK(change.state(between("new();\nmore();")) == "in-effect");
  CHECK(change.state(between("new();\nother();\nmore();")) == "in-effect");
  CHECK(change.state("first();\n" + between("new();\nmore();")) == "in-effect");
}

TEST_CASE("lines that nobody changed are absent, and it applies cleanly", "[landing]") {
  const Asked change("a.js", between("old();"), between("new();"));
  const HunkState state = change.in("first();\n" + between("old();"));
  CHECK(state.state == PartState::absent);
  CHECK(state.is_alone);
  CHECK(state.is_old);
}

TEST_CASE("old lines beside other work are absent", "[landing]") {
  const Asked change("a.js", between("old();\nolder();"), between("new();"));
  const HunkState state = change.in(between("old();\nother();"));
  CHECK(state.state == PartState::absent);
  CHECK_FALSE(state.is_alone);
  CHECK(state.is_old);
}

TEST_CASE("other lines in its place have replaced it", "[landing]") {
  const Asked change("a.js", between("old();"), between("new();"));
  CHECK(change.state(between("something.else = 1;")) == "replaced");
}

TEST_CASE("new lines in another order have replaced it", "[landing]") {
  const Asked change("a.js", between("old();"), between("one();\ntwo();"));
  CHECK(change.state(between("two();\none();")) == "replaced");
}

TEST_CASE("a new line of several that is left out is absent", "[landing]") {
  const Asked change("a.js", between(""), between("one();\ntwo();\nthree();"));
  const HunkState state = change.in(between("one();\nthree();"));
  CHECK(state.state == PartState::absent);
  CHECK(state.is_related);
}

TEST_CASE("a removal is in effect where none of the lines is left", "[landing]") {
  const Asked change("a.js", between("one();\ntwo();"), between(""));
  CHECK(change.state(between("")) == "in-effect");
  CHECK(change.state(between("other();")) == "in-effect");
  CHECK(change.state(between("two();")) == "absent");
  CHECK(change.state(between("one();\ntwo();")) == "absent");
}

TEST_CASE("a removal of what the text has in other words is not in effect", "[landing]") {
  const Asked change("a.js", between("keep();\nledger.add(order, sum);"), between("keep();"));
  CHECK(change.state(between("keep();\nledger.add(order, sum, now);")) == "absent");
  CHECK(change.state(between("keep();\nledger.add(now, then, order, sum, day);")) == "in-effect");
  CHECK(change.state(between("keep();\nledger.add(total, now);")) == "in-effect");
  CHECK(change.state(between("kept(order, sum);")) == "in-effect");
  CHECK_FALSE(change.in(between("keep();\nledger.add(order, sum, now);")).is_old);
}

TEST_CASE("a hunk that went with what was around it was replaced, alone it is absent",
          "[landing]") {
  const Asked change("a.js", "a();\nb();\nc();\nd();\n", "a();\nx();\ny();\nc();\nd();\n");
  CHECK(change.state("a();\nd();\n") == "replaced");
  CHECK(change.state("a();\nc();\nd();\n") == "absent");
}

TEST_CASE("a negation alone makes another line", "[landing]") {
  const Asked change("a.js", between("if (paid && open) stop(order);"),
                     between("if (!paid && open) stop(order);"));
  CHECK(change.state(between("if (paid && open) stop(order, now);")) == "absent");
  CHECK(change.state(between("if (!paid && open) stop(order, now);")) == "replaced");
}

TEST_CASE("a hunk that moved with its neighbours is in effect", "[landing]") {
  const std::string rest = "one\ntwo\nthree\nfour\nfive\n";
  const Asked change("a.js", rest + between("old"), rest + between("new"));
  CHECK(change.state(between("new") + rest) == "in-effect");
  CHECK(change.state(between("old") + rest) != "in-effect");
}

TEST_CASE("a block that ends as the line above it is told from its neighbours without it",
          "[landing]") {
  const std::string guard = "if (b)\n  return no;\n", other = "work();\n";
  const auto text = [](const std::string& first, const std::string& block) {
    return "if (" + first + ")\n  return no;\n" + block + "return yes;\n";
  };
  const Asked change("a.js", text("a", ""), text("a", guard));
  CHECK(change.state(text("new.a", guard)) == "in-effect");
  CHECK(change.state(other + text("a", guard)) == "in-effect");
  CHECK(change.state(text("new.a", "")) == "absent");
  const std::string block = "if (b)\n  log();\n  return no;\n";
  const Asked longer("a.py", text("a", ""), text("a", block));
  CHECK(longer.state("if (a)\n  if (c)\n    return no;\n" + block + "return yes;\n") ==
        "in-effect");
  // A twin elsewhere, and the place as it was.
  CHECK(change.state(text("new.a", guard) + other + text("a", "")) == "absent");
}

TEST_CASE("hunks are told one by one, without those that weigh nothing", "[landing]") {
  const Asked change("a.js", "a();\nb();\nc();\n", "import x from 'x';\na();\nB();\nc();\nd();\n");
  const auto states = change.all("a();\nB();\nc();\n");
  REQUIRE(states.size() == 2);
  CHECK(states[0].state == PartState::in_effect);
  CHECK(states[1].state == PartState::absent);
}

TEST_CASE("a form tells what stands in its place, and is never 0", "[landing]") {
  const Asked change("a.js", between("old();"), between("new();"));
  CHECK(change.in(between("x();")).form == change.in("first();\n" + between("x();")).form);
  CHECK(change.in(between("x();")).form != change.in(between("y();")).form);
  CHECK(change.in(between("")).form != 0);
}

TEST_CASE("a name in a list of imports may stand anywhere in it", "[landing]") {
  const auto list = [](const std::string& names) {
    return "import {\n" + names + "} from './a';\nf();\n";
  };
  const Asked change("a.js", list("  a,\n  b,\n  c,\n"), list("  a,\n  new,\n  b,\n  c,\n"));
  CHECK(change.state(list("  a,\n  b,\n  c,\n  new,\n")) == "in-effect");
  CHECK(change.state(list("  a,\n  b,\n  c,\n  other,\n")) == "absent");
}

TEST_CASE("a later version of a dependency is as good", "[landing]") {
  const Asked change("requirements.txt", between("a==1.2.0"), between("a==1.2.1"));
  CHECK(change.state(between("a==1.3.0")) == "in-effect");
  CHECK(change.state(between("a==1.2.0\nb==1.0.0")) == "absent");
  CHECK(change.state(between("a==2.0.0")) != "in-effect");
  const Asked code("a.js", between("a = 1.2;"), between("a = 1.3;"));
  CHECK(code.state(between("a = 1.4;")) != "in-effect");
}

TEST_CASE("old lines beside a line that happens to have a new word are absent", "[landing]") {
  const Asked change("a.yml", between("limit: 5"), between("limit: 10"));
  CHECK(change.state(between("limit: 5\nretries: 10")) == "absent");
}

TEST_CASE("a dependency that is lower than the fix has it, in another form, is absent",
          "[landing]") {
  const Asked change("requirements.txt", between("a==1.2.0"), between("a==1.2.3"));
  const HunkState state = change.in(between("a>=1.2.1"));
  CHECK(state.state == PartState::absent);
  CHECK(state.is_old);
  CHECK(change.state(between("a>=2.0.0")) != "in-effect");
}

TEST_CASE("a dependency that is set back is not in effect where it was not", "[landing]") {
  const Asked change("requirements.txt", between("a==1.3.0"), between("a==1.2.0"));
  CHECK(change.state("b==1.0.0\n" + between("a==1.3.0")) == "absent");
  CHECK(change.state(between("a==1.4.0")) != "in-effect");
  CHECK(change.state(between("a==1.2.0")) == "in-effect");
}

TEST_CASE("a dependency that is held down is not in effect where it is later", "[landing]") {
  const Asked change("requirements.txt", between("a>=1.2.0"), between("a<1.3.0"));
  CHECK(change.state(between("a<1.4.0")) != "in-effect");
  CHECK(change.state(between("a>=1.4.0")) != "in-effect");
}

TEST_CASE("a part that went is gone, and one that nothing happened to as well", "[landing]") {
  const Asked change("a.js", between("old();"), between("new();"));
  CHECK(change.since(between("new();"), between("old();")) == Since::gone);
  CHECK(change.since(between("new();"), between("")) == Since::gone);
  CHECK(change.since(between("old();"), between("old();")) == Since::gone);
}

TEST_CASE("a part that other lines took the place of was replaced", "[landing]") {
  const Asked change("a.js", between("old();"), between("new();"));
  CHECK(change.since(between("new();"), between("later();")) == Since::replaced);
  CHECK(change.since(between("new();"), between("later();\nold();")) == Since::gone);
}

TEST_CASE("a part whose lines are elsewhere has moved, unless the old ones came back",
          "[landing]") {
  const Asked change("a.js", between("old();"), between("new();"));
  CHECK(change.since(between("new();"), between("") + "new();\n") == Since::moved);
  CHECK(change.since(between("new();"), between("old();") + "new();\n") == Since::gone);
}

// From here on each bar of hunk_state.cpp: what stands at it counts, and one of a hundred less does
// not.

TEST_CASE("half of the new lines make another form of a hunk", "[landing]") {
  const Asked change("a.js", between(""), between(lines('n', 100)));
  const HunkState half = change.in(between(lines('n', 50) + "own"));
  CHECK(half.state == PartState::replaced);
  CHECK(half.is_related);
  const HunkState less = change.in(between(lines('n', 49) + "own"));
  CHECK(less.state == PartState::absent);
  CHECK_FALSE(less.is_related);
}

TEST_CASE("a place with less than a quarter of the new words is as it was", "[landing]") {
  const Asked change("a.js", between(words('o', 100)), between(words('n', 100)));
  CHECK(change.state(between(words('o', 100) + words('n', 25))) == "replaced");
  const HunkState less = change.in(between(words('o', 100) + words('n', 24)));
  CHECK(less.state == PartState::absent);
  CHECK(less.is_old);
}

TEST_CASE("a place is as it was with half of the old words", "[landing]") {
  const Asked change("a.js", between(words('o', 100)), between(words('n', 100)));
  const HunkState half = change.in(between(words('o', 50) + "own"));
  CHECK(half.state == PartState::absent);
  CHECK(half.is_old);
  CHECK(change.state(between(words('o', 49) + "own")) == "replaced");
}

TEST_CASE("where the new line has all old words too, a place has four fifths of them in common",
          "[landing]") {
  const Asked change("a.js", between(words('o', 100)), between(words('o', 100) + words('n', 9)));
  CHECK(change.state(between(words('o', 80))) == "absent");
  CHECK(change.state(between(words('o', 79))) == "replaced");
  CHECK(change.state(between(words('o', 100) + words('x', 25))) == "absent");
  CHECK(change.state(between(words('o', 100) + words('x', 26))) == "replaced");
}

TEST_CASE("four fifths of the new words are the hunk in other words", "[landing]") {
  const Asked change("a.js", between(""), between(words('n', 100)));
  const HunkState most = change.in(between(words('n', 80) + "own"));
  CHECK(most.state == PartState::replaced);
  CHECK(most.is_related);
  CHECK(change.state(between(words('n', 79) + "own")) == "absent");
}

TEST_CASE("a definition of three lines may stand elsewhere", "[landing]") {
  const std::string three = "function f() {\n  one();\n  two();\n";
  const std::string two = "function f() {\n  one();\n";
  const std::string base = between("") + "last\n";
  const HunkState state = Asked("a.js", base, between(three) + "last\n").in(base + three);
  CHECK(state.state == PartState::replaced);
  CHECK(state.is_related);
  CHECK(Asked("a.js", base, between(two) + "last\n").state(base + two) == "absent");
}

TEST_CASE("a block that stands elsewhere is no definition, nor one that stood there before",
          "[landing]") {
  const std::string block = "  zero();\n  one();\n  two();\n";
  const std::string base = between("") + "last\n";
  CHECK(Asked("a.js", base, between(block) + "last\n").state(base + block) == "absent");
  const std::string twice = base + "function f() {\n  one();\n  two();\n";
  const Asked change("a.js", twice,
                     between("function f() {\n  one();\n  two();\n") + twice.substr(12));
  CHECK(change.state("first\n" + twice) == "absent");
}

TEST_CASE("a block of three lines is found again by one neighbour", "[landing]") {
  const std::string rest = "one\ntwo\nthree\n";
  for (const bool is_above : {true, false}) {
    const auto found = [&](const std::string& block) {
      const Asked change("a.js", between("") + rest, between(block) + rest);
      return change.state(is_above ? "below\n" + rest + "above\n" + block
                                   : rest + block + "below\nabove\n");
    };
    INFO(is_above);
    CHECK(found("x\ny\nz\n") == "in-effect");
    CHECK(found("x\ny\n") != "in-effect");
  }
}
