// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/parts.h"

#include "tests/gate/landing/evidence/one_file.h"

using namespace hotfix;

namespace {

// A change of several files, and trees to look for it in.
class PartsScene {
 public:
  void changes(const std::string& path, const TreeEntry& before, const TreeEntry& after) {
    FilePart file;
    file.entry = {path, before, after};
    change_.files.push_back(file);
  }
  void changes(const std::string& path, const std::string& before, const std::string& after) {
    changes(path, blob(before), blob(after));
  }
  // Paths that end in .md are not material.
  ChangeParts parts() const {
    return {blobs_.contents(), change_,
            [](std::string_view path) { return !path.ends_with(".md"); }};
  }
  TreeEntry blob(const std::string& bytes, unsigned mode = kModeFile) const {
    return blobs_.file(bytes, mode);
  }

 private:
  Blobs blobs_;
  Change change_;
};

// A tree that has one file; whatever else is asked for is not there.
Located only(const std::string& path, const TreeEntry& entry) {
  return [=](const std::string& asked) { return asked == path ? entry : TreeEntry{}; };
}
Located everywhere(const TreeEntry& entry) {
  return [=](const std::string&) { return entry; };
}

// "a.js:1-2 absent alone old 2" for each part.
std::vector<std::string> told(const std::vector<MaterialPart>& parts) {
  std::vector<std::string> result;
  for (const MaterialPart& part : parts) {
    std::string text = part.path + ":" + std::to_string(part.first) + "-" +
                       std::to_string(part.last) + " " + std::string(state_name(part.state));
    if (part.is_alone) text += " alone";
    if (part.is_old) text += " old";
    result.push_back(text);
  }
  return result;
}

using Told = std::vector<std::string>;

const std::string kBefore = "a();\nb();\nc();\nd();\ne();\n";
const std::string kAfter = "a();\nB();\nc();\nd();\nx();\ny();\ne();\n";

}  // namespace

TEST_CASE("each place of a change is a part, with its lines and its weight", "[landing]") {
  PartsScene scene;
  scene.changes("a.js", kBefore, kAfter);
  scene.changes("notes.md", "one\n", "two\n");
  const auto parts = scene.parts().in(only("a.js", scene.blob(kAfter)));
  CHECK(told(parts) == Told{"a.js:2-2 in-effect", "a.js:5-6 in-effect"});
  CHECK(parts[0].weight == 2);
  CHECK(parts[1].weight == 2);
}

TEST_CASE("parts are told in the tree that is asked about, in one order", "[landing]") {
  PartsScene scene;
  scene.changes("a.js", kBefore, kAfter);
  ChangeParts parts = scene.parts();
  const auto in = [&](const std::string& text) {
    return told(parts.in(only("a.js", scene.blob(text))));
  };
  CHECK(in(kBefore) == Told{"a.js:2-2 absent alone old", "a.js:5-6 absent alone old"});
  CHECK(in("a();\nB();\nc();\nd();\ne();\nf();\n") ==
        Told{"a.js:2-2 in-effect", "a.js:5-6 absent alone old"});
  CHECK(in("a();\nother.thing = 1;\nc();\nd();\nx();\ny();\ne();\n") ==
        Told{"a.js:2-2 replaced", "a.js:5-6 in-effect"});
  CHECK(in(kBefore) == Told{"a.js:2-2 absent alone old", "a.js:5-6 absent alone old"});
}

TEST_CASE("a removal stands behind the line that is above it", "[landing]") {
  PartsScene scene;
  scene.changes("a.js", "a();\nb();\nc();\n", "a();\nc();\n");
  scene.changes("b.js", "a();\nb();\n", "b();\n");
  const auto parts = scene.parts().in(everywhere({}));
  CHECK(told(parts) == Told{"a.js:1-1 unclear", "b.js:0-0 unclear"});
}

TEST_CASE("a file that is not there makes its parts unclear, without a form", "[landing]") {
  PartsScene scene;
  scene.changes("a.js", kBefore, kAfter);
  const auto parts = scene.parts().in(everywhere({}));
  CHECK(told(parts) == Told{"a.js:2-2 unclear", "a.js:5-6 unclear"});
  CHECK(parts[0].form == 0);
}

TEST_CASE("a new file is one part", "[landing]") {
  PartsScene scene;
  const TreeEntry text = scene.blob("a();\nb();\nc();\n");
  scene.changes("new.js", {}, text);
  ChangeParts parts = scene.parts();
  CHECK(told(parts.in(everywhere({}))) == Told{"new.js:0-0 absent alone old"});
  CHECK(told(parts.in(everywhere(text))) == Told{"new.js:0-0 in-effect"});
  CHECK(parts.in(everywhere(text)).front().weight == 3);
}

TEST_CASE("a file that should be gone is absent in whatever form it is there", "[landing]") {
  PartsScene scene;
  const TreeEntry text = scene.blob("a();\n");
  scene.changes("old.js", text, {});
  ChangeParts parts = scene.parts();
  CHECK(told(parts.in(everywhere({}))) == Told{"old.js:0-0 in-effect"});
  CHECK(told(parts.in(everywhere(text))) == Told{"old.js:0-0 absent alone old"});
  CHECK(told(parts.in(everywhere(scene.blob("a();\nb();\n")))) == Told{"old.js:0-0 absent"});
}

TEST_CASE("what is not text is one part that weighs two lines", "[landing]") {
  PartsScene scene;
  const TreeEntry before = scene.blob(std::string("\0a", 2));
  const TreeEntry after = scene.blob(std::string("\0b", 2));
  scene.changes("a.bin", before, after);
  ChangeParts parts = scene.parts();
  CHECK(told(parts.in(everywhere(before))) == Told{"a.bin:0-0 absent alone old"});
  CHECK(told(parts.in(everywhere(after))) == Told{"a.bin:0-0 in-effect"});
  CHECK(told(parts.in(everywhere(scene.blob("c")))) == Told{"a.bin:0-0 unclear"});
  CHECK(parts.in(everywhere(after)).front().weight == 2);
}

TEST_CASE("a mode is a part of its own that weighs two lines", "[landing]") {
  PartsScene scene;
  const TreeEntry before = scene.blob("a\n"), after = scene.blob("a\nb\n", kModeProgram);
  scene.changes("a.sh", before, after);
  ChangeParts parts = scene.parts();
  const auto all = parts.in(everywhere({kModeFile, after.id}));
  CHECK(told(all) == Told{"a.sh:2-2 in-effect", "a.sh:0-0 absent alone old"});
  CHECK(all[1].weight == 2);
  CHECK(told(parts.in(everywhere({kModeProgram, before.id}))) ==
        Told{"a.sh:2-2 absent alone old", "a.sh:0-0 in-effect"});
  CHECK(parts.in(everywhere({kModeSymlink, after.id}))[1].state == PartState::unclear);
}

TEST_CASE("a new program that is there and cannot be run lacks its mode", "[landing]") {
  PartsScene scene;
  const TreeEntry program = scene.blob("a\n", kModeProgram);
  scene.changes("a.sh", {}, program);
  ChangeParts parts = scene.parts();
  CHECK(told(parts.in(everywhere(program))) == Told{"a.sh:0-0 in-effect", "a.sh:0-0 in-effect"});
  CHECK(told(parts.in(everywhere({kModeFile, program.id}))) ==
        Told{"a.sh:0-0 in-effect", "a.sh:0-0 absent alone old"});
  CHECK(told(parts.in(everywhere({}))) ==
        Told{"a.sh:0-0 absent alone old", "a.sh:0-0 absent alone old"});
}

TEST_CASE("a part that stands in another form has another one", "[landing]") {
  PartsScene scene;
  scene.changes("a.js", "a();\nb();\nc();\n", "a();\nB();\nc();\n");
  ChangeParts parts = scene.parts();
  const auto form = [&](const std::string& text) {
    return parts.in(everywhere(scene.blob(text))).front().form;
  };
  CHECK(form("a();\none.thing = 1;\nc();\n") != form("a();\nanother.thing = 2;\nc();\n"));
  CHECK(form("a();\none.thing = 1;\nc();\n") == form("a();\none.thing = 1;\nc();\nd();\n"));
}

TEST_CASE("a change of other paths, or of comments alone, has no parts", "[landing]") {
  PartsScene scene;
  scene.changes("notes.md", "one\n", "two\n");
  scene.changes("a.js", "a();\n", "// why\na();\n");
  ChangeParts parts = scene.parts();
  CHECK(parts.in(everywhere({})).empty());
  CHECK(parts.since(everywhere({}), everywhere({})).empty());
  CHECK(parts.moved_by({}).empty());
}

TEST_CASE("what became of each part is told in the order of the parts", "[landing]") {
  PartsScene scene;
  scene.changes("a.js", kBefore, kAfter);
  const TreeEntry after = scene.blob(kAfter);
  const TreeEntry later = scene.blob("a();\nother();\nc();\nd();\ne();\n");
  CHECK(scene.parts().since(everywhere(after), everywhere(later)) ==
        std::vector<Since>{Since::replaced, Since::gone});
}

TEST_CASE("a file that went, that is not text, or a mode is gone, part by part", "[landing]") {
  PartsScene scene;
  const TreeEntry before = scene.blob(kBefore), after = scene.blob(kAfter, kModeProgram);
  scene.changes("a.js", before, after);
  scene.changes("b.bin", scene.blob(std::string("\0a", 2)), scene.blob(std::string("\0b", 2)));
  const ChangeParts parts = scene.parts();
  CHECK(parts.since(everywhere(after), everywhere({})) == std::vector<Since>(4, Since::gone));
  CHECK(parts.since(everywhere(after), everywhere(before)).size() == 4);
}

TEST_CASE("a part has moved where another file of a commit gained all of its lines", "[landing]") {
  PartsScene scene;
  scene.changes("a.js", kBefore, kAfter);
  const ChangeParts parts = scene.parts();
  const auto moved = [&](const std::string& path, const std::string& before,
                         const std::string& after) {
    return parts.moved_by({{path, scene.blob(before), scene.blob(after)}});
  };
  CHECK(moved("other.js", "z();\n", "z();\nB();\nx();\n") == std::vector<bool>{true, false});
  CHECK(moved("other.js", "z();\n", "y();\nz();\nx();\n") == std::vector<bool>{false, true});
  CHECK(moved("a.js", kBefore, kAfter) == std::vector<bool>{false, false});
  CHECK(moved("other.js", "B();\n", "B();\nz();\n") == std::vector<bool>{false, false});
}

TEST_CASE("what only removes, is not text or a mode never moved", "[landing]") {
  PartsScene scene;
  const TreeEntry before = scene.blob("a();\nb();\n"), after = scene.blob("a();\n", kModeProgram);
  scene.changes("a.js", before, after);
  scene.changes("b.bin", scene.blob(std::string("\0a", 2)), scene.blob(std::string("\0b", 2)));
  const ChangeParts parts = scene.parts();
  CHECK(parts.moved_by({{"c.js", {}, before}}) == std::vector<bool>(3, false));
}

TEST_CASE("lines that one file lost and another gained only moved between those two", "[landing]") {
  PartsScene scene;
  scene.changes("a.js", "a();\n", "a();\nx();\n");
  const TreeEntry with = scene.blob("x();\n"), without = scene.blob("z();\n");
  const std::vector<TreeChange> move = {{"b.js", with, without}, {"c.js", without, with}};
  CHECK(scene.parts().moved_by(move) == std::vector<bool>{false});
}

TEST_CASE("a commit of more than three hundred files moves nothing", "[landing]") {
  PartsScene scene;
  scene.changes("a.js", "a();\n", "a();\nx();\n");
  const TreeEntry other = scene.blob("z();\n");
  std::vector<TreeChange> changes = {{"b.js", other, scene.blob("z();\nx();\n")}};
  while (changes.size() < 300) changes.push_back({"c.js", other, other});
  CHECK(scene.parts().moved_by(changes) == std::vector<bool>{true});
  changes.push_back({"c.js", other, other});
  CHECK(scene.parts().moved_by(changes) == std::vector<bool>{false});
}
