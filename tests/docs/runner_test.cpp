// SPDX-License-Identifier: MIT
// What runs the documentation finds what is wrong with it.
#include "tests/docs/examples.h"
#include "tests/docs/page.h"
#include "tests/docs/session.h"
#include "tests/support/catch.h"

using namespace hotfix;
using namespace hotfix::docs;

namespace {

std::vector<std::string> faults(const std::string& text) { return parse_page("p", text).faults; }

// The page as it is written anew from what its examples print.
std::string run(const std::string& text) {
  Document page = parse_page("p", text);
  REQUIRE(page.faults == std::vector<std::string>{});
  run_examples(page);
  return text_of(page);
}

}  // namespace

TEST_CASE("a block has its kind, its directives and its lines", "[docs]") {
  const Document page = parse_page("p",
                                   "- item\n\n  <!-- scene: kars -->\n  <!-- setup\n  one\n"
                                   "  two\n  -->\n  ```console\n  $ true\n\n    > more\n  ```\n");
  CHECK(page.faults == std::vector<std::string>{});
  REQUIRE(page.blocks.size() == 1);
  const Block& block = page.blocks[0];
  CHECK(block.kind == "console");
  CHECK(block.directives.at("scene") == "kars");
  CHECK_THAT(block.directives.at("setup"), contains("one\n") && contains("two"));
  CHECK(block.lines == Lines{"$ true", "", "  > more"});
  CHECK(block.begin == 8);
  CHECK(text_of(page) == joined(page.lines));
}

TEST_CASE("a page that would evade its check is at fault", "[docs]") {
  CHECK(faults("words\n\n    $ not checked\n") ==
        std::vector<std::string>{"p:3: a block without a fence"});
  CHECK(faults("<!-- scen: kars -->\n```console\n$ true\n```\n") ==
        std::vector<std::string>{"p:2: 'scen' is not a directive"});
  CHECK(faults("<!-- runs -->\nwords\n") ==
        std::vector<std::string>{"p:2: a directive that no block follows"});
  CHECK(faults("```sh\ntrue\n") == std::vector<std::string>{"p:3: the block is not closed"});
  CHECK(faults("- item\n\n    its second paragraph\n\n<!-- rules:begin -->\n```text\n```\n") ==
        std::vector<std::string>{});
}

TEST_CASE("a line of dots stands for any number of lines, others for themselves", "[docs]") {
  CHECK(agrees({"a", "...", "d"}, {"a", "b", "c", "d"}));
  CHECK(agrees({"a", "..."}, {"a"}));
  CHECK_FALSE(agrees({"a", "...", "d"}, {"a", "b"}));
  CHECK_FALSE(agrees({"a"}, {"a", "b"}));
  CHECK_FALSE(agrees({"a", "b"}, {"a"}));
}

TEST_CASE("an example is written as it runs, and goes on where the last one ended", "[docs]") {
  CHECK(run("<!-- scene: empty -->\n```console\n$ cd / && echo a >&2; echo b\n$ (exit 3)\n```\n\n"
            "```console\n$ pwd\nstale\n```\n") ==
        "<!-- scene: empty -->\n```console\n$ cd / && echo a >&2; echo b\na\nb\n$ (exit 3)\n"
        "[exit status 3]\n```\n\n```console\n$ pwd\n/\n```\n");
}

TEST_CASE("what a block is saved as is there for the next one", "[docs]") {
  CHECK(run("<!-- scene: empty -->\n<!-- saved as: a.json -->\n```json\n{}\n```\n\n"
            "<!-- from: cat a.json -->\n```json\n```\n")
            .ends_with("```json\n{}\n```\n"));
}

TEST_CASE("a printed fix is typed and pasted", "[docs]") {
  CHECK(run("<!-- scene: empty -->\n```console\n$ printf '    fix  git --version >v &&\\n%9sgit "
            "--version >w\\n'\n```\n\n<!-- the printed fix -->\n```console\n$ x\n```\n\n"
            "```console\n$ ls\n```\n")
            .ends_with("$ git --version >v &&\n> git --version >w\n```\n\n"
                       "```console\n$ ls\nv\nw\n```\n"));
}

TEST_CASE("a shell that ends early leaves the steps behind it without an answer", "[docs]") {
  const auto outcomes = run_session("empty", {{"echo a"}, {"exit 4"}, {"echo b"}});
  REQUIRE(outcomes.size() == 3);
  CHECK(outcomes[0].output == Lines{"a"});
  CHECK(outcomes[1].status == -1);
  CHECK(outcomes[2].status == -1);
}

TEST_CASE("preparation that fails is told", "[docs]") {
  CHECK(run_session("empty", {{"false", false}, {"echo b"}})[0].status == -1);
}
