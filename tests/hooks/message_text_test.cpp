// SPDX-License-Identifier: MIT
#include "hooks/message_text.h"

#include <fstream>
#include <sstream>

#include "tests/support/catch.h"
#include "tests/support/repo.h"

namespace hotfix {

namespace {

const std::string kScissors = " ------------------------ >8 ------------------------\n";

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), {}};
}

// What git recorded: everything after the header of the commit.
std::string recorded(const TestRepo& repo) {
  const std::string commit = repo.run({"cat-file", "commit", "HEAD"}).out;
  return commit.substr(commit.find("\n\n") + 2);
}

// Commits `text` as a file, and tells what git recorded.
std::string committed(const TestRepo& repo, const std::string& text, const Arguments& options) {
  repo.write(".git/text", text);
  Arguments arguments = {"commit", "-q",       "--allow-empty", "--allow-empty-message",
                         "-F",     ".git/text"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  repo.git(arguments);
  return recorded(repo);
}

// An editor is used, so git adds its template. Gives what commit-msg saw, and what was recorded.
struct Seen {
  std::string hook, commit;
};
Seen edited(const TestRepo& repo, const std::string& text, const std::string& options) {
  repo.write(".git/hooks/commit-msg", "#!/bin/sh\ncp \"$1\" .git/seen\n");
  repo.write(".git/text", text);
  const ProgramResult result = repo.sh(
      "chmod +x .git/hooks/commit-msg\n"
      "git add -A && GIT_EDITOR=true git commit -q --allow-empty -e -F .git/text " +
      options);
  INFO(result.err);
  REQUIRE(result.status == 0);
  return {read(repo.path() + "/.git/seen"), recorded(repo)};
}

const std::vector<std::string>& texts() {
  static const std::vector<std::string> all = {
      "hotfix: one line",
      "hotfix: one line\n",
      "\n\n  \nhotfix: leading blanks\n\n\n\nbody  \t\n\n\n",
      "hotfix: crlf\r\n\r\nbody\r\n",
      "# comment first\nhotfix: after it\n#another\n # not one\n\n#\n\nbody\n",
      "hotfix: vertical\v\f\nform\f\n\v\n\nend\n",
      "hotfix: gap over comments\n\n# gone\n\nbody\n",
      "; semicolon\nhotfix: x\n",
      "hotfix: cut\n#" + kScissors + "below\n",
      "hotfix: cut twice\n#" + kScissors + "a\n#" + kScissors + "b\n",
      "#" + kScissors + "all below\n",
      "hotfix: not at line start\n x#" + kScissors + "below\n",
      "hotfix: scissors without line end\n# ------------------------ >8 ------------------------",
      "hotfix: other scissors\n;" + kScissors + "below\n",
      "#\n",
      "\n \n",
      "",
  };
  return all;
}

}  // namespace

TEST_CASE("a message is cleaned as git commit --cleanup cleans it", "[gate]") {
  const TestRepo repo;
  const std::pair<const char*, Cleanup> modes[] = {{"strip", Cleanup::strip},
                                                   {"whitespace", Cleanup::whitespace},
                                                   {"verbatim", Cleanup::verbatim}};
  for (const auto& [name, mode] : modes) {
    for (const std::string& text : texts()) {
      INFO(name << ": " << text);
      const std::string git = committed(repo, text, {"--cleanup", name});
      CHECK(clean_message(text, mode, "#") == git);
    }
  }
}

TEST_CASE("a message is cut at the scissors as git cuts an edited one", "[gate]") {
  const TestRepo repo;
  for (const std::string& text : texts()) {
    if (clean_message(text, Cleanup::scissors, "#").empty()) continue;  // git gives up
    INFO(text);
    const Seen seen = edited(repo, text, "--cleanup=scissors");
    CHECK(clean_message(seen.hook, Cleanup::scissors, "#") == seen.commit);
  }
}

TEST_CASE("git's own template is cleaned away", "[gate]") {
  const TestRepo repo;
  const Seen seen = edited(repo, "hotfix: one\n\nbody\n", "");
  REQUIRE_THAT(seen.hook, contains("# On branch"));
  CHECK(clean_message(seen.hook, Cleanup::strip, "#") == seen.commit);
}

TEST_CASE("the diff of commit -v is no part of the message in any mode", "[gate]") {
  const std::pair<const char*, Cleanup> modes[] = {{"strip", Cleanup::strip},
                                                   {"whitespace", Cleanup::whitespace},
                                                   {"verbatim", Cleanup::verbatim},
                                                   {"scissors", Cleanup::scissors}};
  for (const auto& [name, mode] : modes) {
    INFO(name);
    const TestRepo repo;
    repo.write("file", "feat: not the subject\n");
    const Seen seen = edited(repo, "hotfix: one\n", std::string("-v --cleanup=") + name);
    REQUIRE_THAT(seen.hook, contains("+feat: not the subject"));
    CHECK(clean_message(seen.hook, mode, "#") == seen.commit);
  }
}

TEST_CASE("scissors that a person wrote cut only where git cuts", "[gate]") {
  const std::string text = "hotfix: one\n#" + kScissors + "kept by git\n";
  CHECK(clean_message(text, Cleanup::strip, "#") == "hotfix: one\nkept by git\n");
  CHECK(clean_message(text, Cleanup::scissors, "#") == "hotfix: one\n");
}

TEST_CASE("core.commentChar decides what a comment is", "[gate]") {
  const TestRepo repo;
  repo.git({"config", "core.commentChar", ";"});
  const Seen seen = edited(repo, "hotfix: one\n\n#12 is fixed\n; gone\n", "-v");
  CHECK(clean_message(seen.hook, Cleanup::strip, ";") == seen.commit);
  CHECK_THAT(seen.commit, contains("#12 is fixed"));
}

TEST_CASE("the comment character that git chose by itself is found", "[gate]") {
  for (const char* options : {"", "-v", "--cleanup=scissors"}) {
    INFO(options);
    const TestRepo repo;
    repo.git({"config", "core.commentChar", "auto"});
    const Seen seen = edited(repo, "hotfix: one\n\n#12 is fixed\n;\n#\n", options);
    const std::string comment = detect_comment(seen.hook);
    CHECK(comment == "@");
    CHECK(clean_message(seen.hook, Cleanup::strip, comment) == seen.commit);
  }
}

TEST_CASE("without a template the comment character is #", "[gate]") {
  CHECK(detect_comment("") == "#");
  CHECK(detect_comment("hotfix: one\n\n; not git's\n") == "#");
}

TEST_CASE("a comment string may be longer than one byte", "[gate]") {
  CHECK(clean_message("hotfix: one\n// gone\n/ kept\n", Cleanup::strip, "//") ==
        "hotfix: one\n/ kept\n");
}

TEST_CASE("a message with a NUL byte is kept whole for others to judge", "[gate]") {
  const std::string text("hotfix: a\0b\n", 12);
  CHECK(clean_message(text, Cleanup::strip, "#") == text);
}

TEST_CASE("bytes that are not UTF-8 are kept", "[gate]") {
  CHECK(clean_message("caf\xe9\xff \n", Cleanup::strip, "#") == "caf\xe9\xff\n");
}

TEST_CASE("cleaning a clean message changes nothing", "[gate]") {
  for (const std::string& text : texts()) {
    const std::string once = clean_message(text, Cleanup::strip, "#");
    CHECK(clean_message(once, Cleanup::strip, "#") == once);
  }
}

TEST_CASE("a message is whole where the diff of commit -v begins", "[gate]") {
  const std::string scissors = "# ------------------------ >8 ------------------------\n";
  const std::string above = "hotfix: one\n\n# Changes:\n", note = "# Do not touch.\n";
  CHECK(has_whole_message(above + scissors + note + "diff --git a/a b/a\n"));
  CHECK(has_whole_message(scissors + "diff --git a/a b/a\n"));
  CHECK_FALSE(has_whole_message(above));
  CHECK_FALSE(has_whole_message(above + scissors));
  CHECK_FALSE(has_whole_message(above + scissors + note + "words of a person\n"));
}

}  // namespace hotfix
