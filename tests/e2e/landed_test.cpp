// SPDX-License-Identifier: MIT
// hotfix-lint landed, as a person and as a script would start it.
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

using Json = nlohmann::json;

// kars() with one hotfix on production that came back by a cherry-pick, and one that did not.
struct Released : TestRepo {
  Released() {
    kars(*this);
    back = commit("hotfix: came back", "src/back.js", "module.exports = 'the first fix';\n");
    owed = commit("hotfix: did not", "src/owed.js", "throw new Error('the second fix');\n");
    switch_to("kars-dev");
    git({"cherry-pick", "-x", back});
    picked = id("HEAD");
    switch_to("kars-prod");
    git({"push", "-q", "origin", "kars-prod", "kars-dev"});
  }

  ProgramResult landed(const Arguments& arguments, const std::string& input = {}) const {
    Arguments argv = {program("hotfix-lint"), "landed"};
    argv.insert(argv.end(), arguments.begin(), arguments.end());
    return exec(argv, input);
  }

  std::string back, owed, picked;
};

std::vector<Json> parse_lines(const std::string& text) {
  std::vector<Json> result;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) result.push_back(Json::parse(line));
  return result;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

TEST_CASE("a hotfix that came back is told with the commit that brought it", "[e2e][landed]") {
  Released repo = made_once<Released>();
  const ProgramResult result = repo.landed({repo.back});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK_THAT(result.out, contains(repo.back.substr(0, 12) + "  hotfix: came back"));
  CHECK_THAT(result.out, contains(repo.picked.substr(0, 12)));
}

TEST_CASE("a hotfix that did not come back exits 1", "[e2e][landed]") {
  Released repo = made_once<Released>();
  const ProgramResult result = repo.landed({repo.back, repo.owed});
  INFO(result.out << result.err);
  CHECK(result.status == 1);
  CHECK_THAT(result.out, contains("\nmissing     " + repo.owed.substr(0, 12)));
}

TEST_CASE("json has exactly the promised keys", "[e2e][landed]") {
  Released repo = made_once<Released>();
  const auto answers = parse_lines(repo.landed({"--json", repo.back}).out);
  REQUIRE(answers.size() == 1);
  const Json& answer = answers[0];
  CHECK(answer.size() == 8);
  CHECK(answer.at("parts").is_array());
  CHECK(answer.at("commit") == repo.back);
  CHECK(answer.at("onto") == repo.id("kars-dev"));
  CHECK(answer.at("state") == "equivalent");
  CHECK(answer.at("evidence") == Json::array({repo.picked}));
  CHECK(answer.at("signal").is_string());
  CHECK(answer.at("similarity").is_number());
  CHECK(answer.at("reason").is_string());
}

TEST_CASE("a range is asked commit by commit, oldest first", "[e2e][landed]") {
  Released repo = made_once<Released>();
  const auto answers = parse_lines(repo.landed({"--json", repo.back + "~1..HEAD"}).out);
  REQUIRE(answers.size() == 2);
  CHECK(answers[0].at("commit") == repo.back);
  CHECK(answers[1].at("commit") == repo.owed);
}

TEST_CASE("an empty range has landed", "[e2e][landed]") {
  Released repo = made_once<Released>();
  const ProgramResult result = repo.landed({"HEAD..HEAD"});
  CHECK(result.status == 0);
  CHECK(result.out.empty());
}

TEST_CASE("a branch is asked as one change", "[e2e][landed]") {
  Released repo = made_once<Released>();
  repo.switch_new("hotfix/x", repo.back + "~1");
  repo.commit("work", "src/x.js", "const one = 'a first line of it';\n");
  repo.commit("more", "src/y.js", "const two = 'a second line of it';\n");
  CHECK(repo.landed({"hotfix/x"}).status == 1);
  repo.switch_to("kars-dev");
  repo.git({"cherry-pick", "-n", "hotfix/x~1", "hotfix/x"});
  repo.commit("fix: both at once (#7)");
  const ProgramResult result = repo.landed({"--onto", "kars-dev", "hotfix/x"});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK_THAT(result.out, contains("hotfix/x"));
}

TEST_CASE("a branch of the remote is known by its short name", "[e2e][landed]") {
  Released repo = made_once<Released>();
  const ProgramResult result = repo.landed({"origin/kars-prod"});
  INFO(result.out << result.err);
  CHECK(result.status == 1);
  CHECK_THAT(result.out, contains("origin/kars-prod"));
}

TEST_CASE("any repository can be asked when the branch is named", "[e2e][landed]") {
  TestRepo repo;
  const std::string one = repo.commit("one", "a", "1\n"), two = repo.commit("two", "a", "2\n");
  const auto landed = [&](const Arguments& rest) {
    Arguments argv = {program("hotfix-lint"), "landed"};
    argv.insert(argv.end(), rest.begin(), rest.end());
    return repo.exec(argv).status;
  };
  CHECK(landed({"--onto", two, one}) == 0);
  CHECK(landed({"--onto", one, two}) == 1);
}

TEST_CASE("without a development branch the answer is undecided, with the command that helps",
          "[e2e][landed]") {
  TestRepo repo;
  const std::string one = repo.commit("one", "a", "1\n");
  const ProgramResult result = repo.exec({program("hotfix-lint"), "landed", "--json", one});
  INFO(result.out << result.err);
  CHECK(result.status == 3);
  const auto answers = parse_lines(result.out);
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].at("state") == "undecided");
  CHECK_THAT(answers[0].at("remedy").get<std::string>(), contains("git fetch origin"));
}

TEST_CASE("a revision that names nothing is a usage error", "[e2e][landed]") {
  Released repo = made_once<Released>();
  for (const Arguments& arguments :
       {Arguments{"nothing"}, Arguments{"--onto", "nothing", "HEAD"}, Arguments{"nothing..HEAD"},
        Arguments{}, Arguments{"--stdin", "HEAD"}, Arguments{std::string(40, '1')}}) {
    const ProgramResult result = repo.landed(arguments);
    INFO(result.out << result.err);
    CHECK(result.status == 2);
    CHECK_FALSE(result.err.empty());
  }
}

TEST_CASE("a blob or a tree is no commit", "[e2e][landed]") {
  Released repo = made_once<Released>();
  CHECK(repo.landed({repo.id("HEAD^{tree}")}).status == 2);
  const auto answers = parse_lines(repo.landed({"--stdin"}, repo.id("HEAD:README.md") + "\n").out);
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].at("state") == "undecided");
}

TEST_CASE("a tag is the commit it names, also by its own id", "[e2e][landed]") {
  Released repo = made_once<Released>();
  repo.git({"tag", "-a", "-m", "x", "v1", repo.back});
  const auto answers = parse_lines(repo.landed({"--stdin"}, "v1\n" + repo.id("v1") + "\n").out);
  REQUIRE(answers.size() == 2);
  CHECK(answers[0].at("commit") == repo.back);
  CHECK(answers[1].at("commit") == repo.back);
}

TEST_CASE("each line of input has its answer, in order, whatever it holds", "[e2e][landed]") {
  Released repo = made_once<Released>();
  std::string input = repo.back + "\n\n" + "one two three\n" + "nothing\n" +
                      std::string("a\0b\n", 4) + "HEAD..HEAD\n" + "caf\xe9\n" +
                      std::string(40, '1') + "\n" + "--help\n" + repo.owed + " nothing\n" +
                      repo.owed + "\r\n" + "kars-prod~1 kars-prod";
  const ProgramResult result = repo.landed({"--stdin"}, input);
  INFO(result.out << result.err);
  CHECK(result.status == 1);
  const auto answers = parse_lines(result.out);
  REQUIRE(answers.size() == 12);
  CHECK(answers[0].at("state") == "equivalent");
  for (std::size_t i = 1; i < 10; ++i) {
    INFO(answers[i]);
    CHECK(answers[i].at("state") == "undecided");
    CHECK_FALSE(answers[i].at("reason").get<std::string>().empty());
    CHECK_FALSE(answers[i].at("remedy").get<std::string>().empty());
  }
  CHECK(answers[10].at("state") == "missing");
  CHECK(answers[11].at("state") == "landed");
  CHECK(answers[11].at("onto") == repo.id("kars-prod"));
}

TEST_CASE("lines that are only undecided exit 3", "[e2e][landed]") {
  Released repo = made_once<Released>();
  CHECK(repo.landed({"--stdin"}, repo.back + "\nnothing\n").status == 3);
  CHECK(repo.landed({"--stdin"}, repo.back + "\n").status == 0);
  CHECK(repo.landed({"--stdin"}, "").status == 0);
}

TEST_CASE("each answer is there before the next question is read", "[e2e][landed]") {
  Released repo = made_once<Released>();
  const ProgramResult result = repo.sh(
      "mkfifo in out; \"" + program("hotfix-lint") +
      "\" landed --stdin <in >out & "
      "exec 3>in 4<out; echo " +
      repo.back + " >&3; read -r first <&4; echo " + repo.owed +
      " >&3; read -r second <&4; exec 3>&-; wait $! || true; echo \"$first\"; echo \"$second\"");
  INFO(result.out << result.err);
  const auto answers = parse_lines(result.out);
  REQUIRE(answers.size() == 2);
  CHECK(answers[0].at("commit") == repo.back);
  CHECK(answers[1].at("commit") == repo.owed);
}

TEST_CASE("a closed output ends the run, and is no pass", "[e2e][landed]") {
  Released repo = made_once<Released>();
  const ProgramResult result =
      repo.exec({"sh", "-c", "\"$0\" landed \"$1\" >&-", program("hotfix-lint"), repo.back});
  INFO(result.err);
  CHECK(result.status == 3);
}

TEST_CASE("a shallow clone is undecided, and the command is there", "[e2e][landed]") {
  Released repo = made_once<Released>();
  repo.git({"clone", "-q", "--depth=1", "--no-single-branch", "file://" + repo.bare(),
            repo.root() + "/shallow"});
  const ProgramResult result =
      repo.landed({"--repo", repo.root() + "/shallow", "origin/kars-prod"});
  INFO(result.out << result.err);
  CHECK(result.status == 3);
  CHECK_THAT(result.out, contains("git fetch --unshallow"));
}

TEST_CASE("a hostile subject cannot write to the terminal or make a second line", "[e2e][landed]") {
  Released repo = made_once<Released>();
  const std::string bad =
      repo.commit("hotfix: \x1b]0;owned\x07 \xe2\x80\xae\xff", "src/z.js", "let z = 'hostile';\n");
  const ProgramResult result = repo.landed({bad});
  CHECK(result.out.find('\x1b') == std::string::npos);
  CHECK(trimmed(result.out) == first_line(result.out));
}
