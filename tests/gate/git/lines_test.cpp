// SPDX-License-Identifier: MIT
#include "gate/git/lines.h"

#include <algorithm>
#include <numeric>
#include <random>

#include "gate/git/hunks.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

// A file in two versions.
struct Versions : TestRepo {
  Versions(const std::string& before, const std::string& after, const std::string& name = "a.js") {
    commit("one", name, before);
    commit("two", name, after);
    change_.path = name;
    change_.before = {kModeFile, parse_oid(id("HEAD~1:" + name))};
    change_.after = {kModeFile, parse_oid(id("HEAD:" + name))};
  }

  ChangedFile counted() const {
    ChangedFile file;
    file.path = change_.path;
    count_lines(Repository::open(path()), change_, file);
    return file;
  }
  std::optional<std::string> hunks() const { return hunk_text(Repository::open(path()), change_); }
  int likeness() const {
    const Repository opened = Repository::open(path());
    return percent_alike(read_spans(opened, change_.before.id),
                         read_spans(opened, change_.after.id));
  }

 private:
  TreeChange change_;
};

std::string numbered(int n) {
  std::string text;
  for (int i = 0; i < n; ++i) text += "line " + std::to_string(i) + "\n";
  return text;
}

std::string shuffled_lines(int n) {
  std::vector<int> numbers(static_cast<std::size_t>(n));
  std::iota(numbers.begin(), numbers.end(), 0);
  std::shuffle(numbers.begin(), numbers.end(), std::mt19937(7));
  std::string text;
  for (const int number : numbers) text += "line " + std::to_string(number) + "\n";
  return text;
}

}  // namespace

TEST_CASE("added and removed lines are counted and kept", "[git]") {
  const ChangedFile file = Versions("a\nb\nc\n", "a\nB\nc\nd\n").counted();
  CHECK(file.added == 2);
  CHECK(file.deleted == 1);
  REQUIRE(file.added_lines.size() == 2);
  CHECK(file.added_lines[0].text == "B");
  CHECK(file.removed_lines[0].number == 2);
}

TEST_CASE("blanks are spacing, but not at the start of a line of Python", "[git]") {
  CHECK(Versions("if (a)\n b();\n", "if (a)\n  b();\n").counted().spacing == 2);
  CHECK(Versions("if a:\n b()\n", "if a:\n  b()\n", "a.py").counted().spacing == 0);
}

TEST_CASE("a lone carriage return ends a line", "[git]") {
  CHECK(Versions("a\n", "a\nb\rc\rd\n").counted().added == 3);
}

TEST_CASE("what a program or a person takes for the end of a line ends one", "[git]") {
  for (const char* separator : {"\f", "\v", "\u0085", "\u2028", "\u2029", "\r"}) {
    std::string text = "a;\n";
    for (int i = 0; i < 50; ++i) text += "step();" + std::string(separator);
    CHECK(Versions("a;\n", text + "stop();\n").counted().added == 51);
  }
  CHECK(Versions("a\n", "a\n\f\nb\n").counted().added == 2);
}

TEST_CASE("a whole file with new line ends beside one real line is reformatted", "[git]") {
  std::string was, is;
  for (int i = 0; i < 20; ++i) was += "step" + std::to_string(i) + "();\n";
  for (int i = 0; i < 20; ++i) {
    is += (i == 10 ? "mended();" : "step" + std::to_string(i) + "();") + std::string("\r\n");
  }
  const ChangedFile file = Versions(was, is).counted();
  CHECK(file.added + file.deleted == 40);
  CHECK(file.spacing == 38);
  CHECK(file.reformatted == 38);
}

TEST_CASE("spacing where there was none is spacing", "[git]") {
  std::string was, before_sign, indented;
  for (int i = 0; i < 20; ++i) {
    const std::string step = "step" + std::to_string(i) + "()";
    was += (i == 10 ? "broken()" : step) + ";\n";
    before_sign += (i == 10 ? "mended()" : step) + " ;\n";
    indented += "  " + (i == 10 ? "mended()" : step) + ";\n";
  }
  for (const std::string& now : {before_sign, indented}) {
    const ChangedFile file = Versions(was, now).counted();
    CHECK(file.spacing == 38);
    CHECK(file.reformatted == 38);
  }
}

TEST_CASE("a file wrapped as a whole is indented for a reason", "[git]") {
  const ChangedFile file =
      Versions("a();\nb();\nc();\n", "(function () {\n  a();\n  b();\n  c();\n})();\n").counted();
  CHECK(file.spacing == 6);
  CHECK(file.reformatted == 0);
}

TEST_CASE("a bundle of one line weighs what it holds", "[git]") {
  const ChangedFile file = Versions("x\n", "x\n" + std::string(1'200'000, 'a') + "\n").counted();
  CHECK(file.added == 1);
  CHECK(file.overlong == 9999);
}

TEST_CASE("a pointer to Git LFS has no lines, and the size of what it stands for", "[git]") {
  const auto pointer = [](const std::string& oid) {
    return "version https://git-lfs.github.com/spec/v1\noid sha256:" + oid + "\nsize 4200000\n";
  };
  const ChangedFile file = Versions(pointer("1"), pointer("2"), "model.bin").counted();
  CHECK(file.content == ChangedFile::Content::lfs_pointer);
  CHECK(file.bytes == 4'200'000);
}

TEST_CASE("a program for a machine is told from other binaries", "[git]") {
  using namespace std::string_literals;
  CHECK(Versions("a\n",
                 "\x7f"
                 "ELF\0\0"s,
                 "run")
            .counted()
            .content == ChangedFile::Content::executable);
  CHECK(Versions("a\n", "MZ\0\0"s, "run.exe").counted().content ==
        ChangedFile::Content::executable);
  CHECK(Versions("a\n", "\x89PNG\0\0"s, "a.png").counted().content == ChangedFile::Content::binary);
}

TEST_CASE("what has a NUL byte near its start is binary", "[git]") {
  CHECK(looks_binary({"a\0b", 3}));
  CHECK_FALSE(looks_binary(std::string(8000, 'a') + std::string(1, '\0')));
  const Versions file("a\n", std::string("b\0\n", 3));
  CHECK(file.counted().content == ChangedFile::Content::binary);
  CHECK_FALSE(file.hunks().has_value());
}

TEST_CASE("the text of hunks is the same wherever in the file they are", "[git]") {
  const std::string change = "+new\n";
  const auto here = Versions(numbered(9), numbered(9) + "new\n").hunks();
  const auto there =
      Versions("top\ntop\n" + numbered(9), "top\ntop\n" + numbered(9) + "new\n").hunks();
  REQUIRE(here.has_value());
  CHECK(here == there);
  CHECK_THAT(*here, contains(change));
}

TEST_CASE("texts are as alike as the lines they share", "[git]") {
  CHECK(Versions(numbered(50), numbered(50) + "more\n").likeness() > 90);
  CHECK(Versions(numbered(50), std::string(1000, 'x') + "\n").likeness() < 50);
}

TEST_CASE("a file that is too large to be read is like nothing", "[git]") {
  const std::string large(kCountableBlob + 1, 'x');
  CHECK(Versions(large, large + "y").likeness() == 0);
}

TEST_CASE("a text of too many lines is too large, however few bytes it has", "[git]") {
  const std::string lines(kMostLines + 1, '\n');
  CHECK_FALSE(is_comparable(lines, "a\n"));
  CHECK_FALSE(is_comparable("a\n", lines));
  CHECK(is_comparable("a\n", lines.substr(1)));
}

TEST_CASE("texts that share lines in another order are compared only while they are short",
          "[git]") {
  std::mt19937 random(7);
  const auto letters = [&random](int lines) {
    std::string text;
    for (int i = 0; i < lines; ++i) {
      text += static_cast<char>('a' + random() % 26);
      text += '\n';
    }
    return text;
  };
  CHECK(is_comparable(letters(5'000), letters(5'000)));
  CHECK_FALSE(is_comparable(letters(200'000), letters(200'000)));
  CHECK(is_comparable(letters(200'000), {}));
  CHECK(is_comparable(numbered(200'000), numbered(200'001)));
  CHECK(is_comparable(std::string(400'000, '\n'), std::string(300'000, '\n')));
}

TEST_CASE("a file whose lines cannot be compared is too large, and has no hunks", "[git]") {
  const Versions file(numbered(200'000), shuffled_lines(200'000));
  CHECK(file.counted().content == ChangedFile::Content::too_large);
  CHECK_FALSE(file.hunks().has_value());
}
