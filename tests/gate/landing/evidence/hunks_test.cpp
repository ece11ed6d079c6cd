// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/hunks.h"

#include "tests/gate/landing/evidence/one_file.h"

using namespace hotfix;

namespace {

using Weights = std::vector<double>;

Weights weights(const std::string& path, const std::string& before, const std::string& after) {
  const Blobs blobs;
  return OneFile(blobs, path, before, after).weights();
}

}  // namespace

TEST_CASE("each run of changed lines is a hunk that weighs its lines", "[landing]") {
  const Blobs blobs;
  const OneFile file(blobs, "a.js", "a();\nb();\nc();\nd();\n", "x();\ny();\nb();\nc();\n");
  REQUIRE(file.weights() == Weights{3, 1});
  CHECK(file.hunks().has_text);
  CHECK(file.hunks().hunks[0].region == DiffRegion{0, 1, 0, 2});
  CHECK(file.hunks().hunks[1].region == DiffRegion{3, 4, 4, 4});
}

TEST_CASE("comments and blank lines make no hunk", "[landing]") {
  CHECK(weights("a.js", "a();\nb();\n", "// c\na();\n\n\nb();  // d\n").empty());
}

TEST_CASE("brackets and imports beside telling lines weigh nothing", "[landing]") {
  CHECK(weights("a.js", "a();\n", "import b from 'b';\na();\nif (b) {\n  b();\n}\n") ==
        Weights{0, 2});
}

TEST_CASE("a line that a program moves weighs nothing beside others", "[landing]") {
  CHECK(weights("a.js", "a();\nb();\nc();\nd();\n", "b();\nc();\na();\nd();\nx();\n") ==
        Weights{0, 0, 1});
}

TEST_CASE("lines that move are the change where it has no others", "[landing]") {
  CHECK(weights("a.js", "a();\nb();\nc();\n", "b();\nc();\na();\n") == Weights{1, 1});
}

TEST_CASE("in data a line that moves is about something else", "[landing]") {
  CHECK(weights("a.yml", "a: 1\nb: 2\nc: 3\nd: 4\n", "b: 2\nc: 3\na: 1\nd: 4\nx: 5\n") ==
        Weights{1, 1, 1});
}

TEST_CASE("brackets are the change where it has nothing else, and tell from then on", "[landing]") {
  const Blobs blobs;
  const OneFile file(blobs, "a.js", "a();\nb();\n", "a();\n}\nb();\n");
  CHECK(file.weights() == Weights{1});
  CHECK(file.hunks().after.at(1).is_telling());
}

TEST_CASE("an import that takes the place of another is the change where it has nothing else",
          "[landing]") {
  CHECK(weights("a.py", "from a import x\nx()\n", "from b import x\nx()\n") == Weights{2});
  CHECK(weights("a.py", "from a import x\nx()\n", "from a import x\nfrom b import y\nx()\n") ==
        Weights{0});
}

TEST_CASE("the release that a file is of is never a part of a change", "[landing]") {
  CHECK(weights("package.json", "{\n  \"version\": \"1.0.0\"\n}\n",
                "{\n  \"version\": \"1.0.1\"\n}\n") == Weights{0});
}

TEST_CASE("a file that comes or goes is one hunk", "[landing]") {
  const Blobs blobs;
  const TreeEntry text = blobs.file("a();\nb();\n");
  CHECK(OneFile(blobs, "a.js", {}, text).weights() == Weights{2});
  CHECK(OneFile(blobs, "a.js", text, {}).weights() == Weights{2});
}

TEST_CASE("what is not text on both sides has no hunks", "[landing]") {
  const Blobs blobs;
  const TreeEntry text = blobs.file("a();\n");
  const TreeEntry binary = blobs.file(std::string("\0\1", 2));
  const TreeEntry link = blobs.file("target", kModeSymlink);
  CHECK_FALSE(OneFile(blobs, "a.js", text, binary).hunks().has_text);
  CHECK_FALSE(OneFile(blobs, "a.js", text, link).hunks().has_text);
  CHECK_FALSE(OneFile(blobs, "a.js", {kModeSubmodule, text.id}, text).hunks().has_text);
  CHECK(OneFile(blobs, "a.js", text, binary).weights().empty());
}

TEST_CASE("a mode changes only from one kind of regular file to the other", "[landing]") {
  const Blobs blobs;
  const TreeEntry plain = blobs.file("a\n");
  const TreeEntry program{kModeProgram, plain.id}, link{kModeSymlink, plain.id};
  CHECK(OneFile(blobs, "a.sh", plain, program).hunks().changes_mode());
  CHECK_FALSE(OneFile(blobs, "a.sh", plain, program).hunks().has_text);
  CHECK_FALSE(OneFile(blobs, "a.sh", plain, plain).hunks().changes_mode());
  CHECK_FALSE(OneFile(blobs, "a.sh", plain, link).hunks().changes_mode());
  CHECK(OneFile(blobs, "a.sh", {}, program).hunks().changes_mode());
  CHECK_FALSE(OneFile(blobs, "a.sh", {}, plain).hunks().changes_mode());
}

TEST_CASE("lines are sliced and numbered as they stand", "[landing]") {
  const CodeLines lines = code_lines("a.js", "a();\nb();\nc();\n");
  CHECK(tokens_of(slice(lines, 1, 3)) == Tokens{lines[1].hash, lines[2].hash});
  CHECK(slice(lines, 1, 1).empty());
}
