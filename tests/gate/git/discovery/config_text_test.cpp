// SPDX-License-Identifier: MIT
// Files of git's configuration, read as git reads them, or not at all.
#include "gate/git/discovery/config_text.h"

#include <random>

#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

// What git says of the same file; nullopt: that it is wrong.
std::optional<std::vector<ConfigEntry>> by_git(const TestRepo& repo, const std::string& text) {
  const std::string file = repo.root() + "/some.config";
  repo.write("../some.config", text);
  const ProgramResult git = repo.run({"config", "-z", "--list", "--file", file});
  if (git.status != 0) return std::nullopt;
  std::vector<ConfigEntry> entries;
  for (std::size_t at = 0; at < git.out.size();) {
    const std::string line = git.out.substr(at, git.out.find('\0', at) - at);
    at += line.size() + 1;
    const auto end = line.find('\n');
    entries.push_back({line.substr(0, end), end == std::string::npos ? "" : line.substr(end + 1)});
  }
  return entries;
}

std::string shown(const std::optional<std::vector<ConfigEntry>>& entries) {
  if (!entries) return "(refused)";
  std::string text;
  for (const ConfigEntry& entry : *entries) text += entry.key + "=<" + entry.value + ">\n";
  return text;
}

const char* const kUsual[] = {
    "",
    "\n\n",
    "# only a remark",
    "[core]\n\tbare = false\n",
    "[core] bare = false",
    "[Core]\nBare\n",
    "[core]bare=false\n[core]\nfilemode=true\n",
    "[remote \"origin\"]\n\turl = https://example.com/kars.git\n\tfetch = +refs/heads/*:refs/x/*\n",
    "[remote \"Or.i\\\"g\\\\in\"]\nurl=x\n",
    "[branch \"Feature/X\"]\n  Merge = refs/heads/Feature/X  \n",
    "[branch.Old.Style]\nmerge = x\n",
    "[a]\nb = \"quoted # not ; a remark\"  # a remark\n",
    "[a]\nb = one \"  two  \" three\n",
    "[a]\nb = \"\" x\n",
    "[a]\nb = one\\\n  two \\\n three\nc = d\n",
    "[a]\nb = tab\\tnew\\nline\\bback \\\"q\\\" \\\\\n",
    "[a]\nb =\n",
    "[a]\nb = \n",
    "[a]\nb\nc\n",
    "[a]\nb = x\t\t\n",
    "[a]\nb = x \t # remark\n",
    "[a]\nb = caf\xc3\xa9 \xff\n",
    "[a \"\"]\nb = c\n",
    "[a]\n\t; remark\n\tb = c ; remark\n",
    "[a]\nb-c-1 = d\n",
    "[1a-b.c]\nb = c\n",
    "[a]\nb = c # remark with \"quote\n",
    "[a]\nb = \"one\\\ntwo\"\n",
};

const char* const kWrong[] = {
    "[core\nbare = x\n",       "[core \"x]\ny = z\n", "[a]\nb = \"open\n", "[a]\nb c\n",
    "[a]\n1b = c\n",           "[a]\nb = \\q\n",      "[a]\nb # remark\n", "[a b]\nc = d\n",
    "[a \"b\" ]\nc = d\n",     "[]\nb = c\n",         "[a]\n=c\n",         "[a]\nb_c = d\n",
    "[a \"b\\\nc\"]\nd = e\n",
};

}  // namespace

TEST_CASE("a usual file of configuration reads as git reads it", "[git]") {
  const TestRepo repo;
  for (const char* text : kUsual) {
    INFO(text);
    const auto read = parse_config(text);
    CHECK(read.has_value());
    CHECK(shown(read) == shown(by_git(repo, text)));
  }
}

TEST_CASE("what git refuses is left to git", "[git]") {
  const TestRepo repo;
  for (const char* text : kWrong) {
    INFO(text);
    CHECK_FALSE(by_git(repo, text).has_value());
    CHECK_FALSE(parse_config(text).has_value());
  }
}

TEST_CASE("what gits read in different ways is left to git", "[git]") {
  using namespace std::string_literals;
  for (const std::string& text : {"bare = false\n"s, "[a]\nb = one\ttwo\n"s, "[a]\r\nb = c\r\n"s,
                                  "[a]\nb = c\0d\n"s, "\xef\xbb\xbf[a]\nb = c\n"s}) {
    INFO(text);
    CHECK_FALSE(parse_config(text).has_value());
  }
}

TEST_CASE("of files made by chance each is read as git reads it or is left to git", "[git]") {
  const TestRepo repo;
  std::mt19937 random(15);
  const std::string_view parts[] = {"[a]", "[a \"b\"]", "\n", "b", " = ", "=", "\"", "\\",  "#",
                                    ";",   " ",         "\t", "c", "1",   "]", "[",  "\\\n"};
  int read = 0;
  for (int file = 0; file < 150; ++file) {
    std::string text = "[s]\n";
    for (int i = 0; i < 12; ++i) text += parts[random() % std::size(parts)];
    const auto ours = parse_config(text);
    if (!ours) continue;
    ++read;
    INFO(text);
    CHECK(shown(ours) == shown(by_git(repo, text)));
  }
  CHECK(read > 10);
}
