// SPDX-License-Identifier: MIT
// Random bytes and damaged good input through everything that reads text from outside. The
// sanitized build is where it counts; the seeds are fixed, so a failure repeats.
#include <algorithm>
#include <cctype>
#include <random>
#include <sstream>

#include "gate/base/error.h"
#include "gate/base/visible.h"
#include "gate/git/commit.h"
#include "gate/page/markdown.h"
#include "gate/policy/print.h"
#include "gate/request/request.h"
#include "hooks/message_text.h"
#include "rules/form/incident_form.h"
#include "rules/support/text.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

constexpr int kRounds = 4000;

// Cuts, doubles, overwrites and inserts.
std::string damage(std::string text, std::mt19937& random) {
  using namespace std::string_literals;
  static const std::string spice = "\0\n\r\t \"'[]{}=#:\x1b\x7f\x80\xc3\xe2\xff-0aZ"s;
  for (auto edits = 1 + random() % 6; edits > 0; --edits) {
    const std::size_t at = text.empty() ? 0 : random() % text.size();
    switch (random() % 4) {
      case 0:
        text.erase(at, random() % 20);
        break;
      case 1:
        text.insert(at, text.substr(at, random() % 40));
        break;
      case 2:
        text.insert(at, 1, spice[random() % spice.size()]);
        break;
      default:
        if (!text.empty()) text[at] = spice[random() % spice.size()];
    }
  }
  return text;
}

// How many of the damaged texts were read, and how many refused.
struct Outcome {
  int read = 0;
  int refused = 0;
};

// `read` must not let anything but UsageError escape; it asserts what holds of all that is read.
template <class Read>
Outcome survives(const std::string& seed, Read read) {
  std::mt19937 random(7);
  Outcome outcome;
  for (int round = 0; round < kRounds; ++round) {
    const std::string text = damage(seed, random);
    INFO("round " << round << ": " << visible(text));
    try {
      read(text);
      ++outcome.read;
    } catch (const UsageError& error) {
      if (*error.what() == '\0') FAIL("nothing is said");
      ++outcome.refused;
    } catch (const std::exception& error) {
      FAIL(error.what());
    }
  }
  CHECK(outcome.read > kRounds / 50);  // else the damage is too great to test anything
  return outcome;
}

bool is_id_or_empty(const std::string& id) { return id.empty() || is_full_id(id); }

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// As git's stripspace leaves a text: no blanks at the end of a line, no empty lines around it or
// two in a row, and a line end behind the last line.
bool is_stripped(const std::string& text) {
  if (text.empty()) return true;
  bool gap = true;
  for (const std::string& line : lines_of(text)) {
    if ((gap && line.empty()) || line.find_last_not_of(" \t\r") + 1 != line.size()) return false;
    gap = line.empty();
  }
  return !gap && text.back() == '\n';
}

bool has_comment(const std::string& text) {
  const auto lines = lines_of(text);
  return std::any_of(lines.begin(), lines.end(),
                     [](const std::string& line) { return line.starts_with("#"); });
}

const std::string kId(40, 'a');

}  // namespace

TEST_CASE("no damaged push line crashes the reader or passes for a good one", "[gate]") {
  const Outcome outcome =
      survives("refs/heads/x " + kId + " refs/heads/x " + std::string(40, '0') + "\n(delete) " +
                   std::string(40, '0') + " refs/heads/y " + kId + "\n",
               [](const std::string& text) {
                 const std::vector<RefUpdate> updates = parse_pre_push(text);
                 CHECK(updates.size() == lines_of(text).size());
                 for (const RefUpdate& update : updates) {
                   CHECK(is_id_or_empty(update.local_id));
                   CHECK(is_id_or_empty(update.remote_id));
                   CHECK_FALSE(update.remote_ref.empty());
                 }
               });
  CHECK(outcome.refused > 0);
}

TEST_CASE("a damaged policy is refused, or what was read of it can be printed and read again",
          "[gate]") {
  const Outcome outcome = survives(
      "production = \"main\"\n[branches]\nhotfix = [\"hotfix/**\"]\n[paths]\ntests = "
      "[\"@default\", "
      "'qa/[a-z]*']\n[rules.minimal-diff]\nlevel = 'warning'\nmax_files = 7\n"
      "[rules.branch-name]\nslug = ['^(a|b)+$']\n",
      [](const std::string& text) {
        const Policy policy = parse_policy(text, "fuzz");
        CHECK(parse_policy(print_policy(policy), "printed").values() == policy.values());
        CHECK_FALSE(policy.production.empty());
        for (const Rule* rule : all_rules()) CHECK_NOTHROW(policy.setting(rule->id));
        policy.hotfix_branch("hotfix/x");
        policy.classify("qa/x.js");
      });
  CHECK(outcome.refused > 0);
}

namespace {

// A reason may be folded over several lines.
std::string on_one_line(const std::string& text) {
  std::string flat;
  for (const char c : text) {
    const bool is_blank = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (!is_blank) flat += c;
  }
  return flat;
}

}  // namespace

TEST_CASE("what is read of a damaged commit stands in it", "[gate]") {
  survives(
      "tree " + kId + "\nparent " + kId +
          "\nauthor A <a@b> 1700000000 +0000\ncommitter A <a@b> "
          "1700000000 +0000\n\nRevert \"x\"\n\nThis reverts commit " +
          kId + ", reversing\nchanges made to " + kId + ".\n\nHotfix-Waive: minimal-diff big\n",
      [](const std::string& text) {
        parse_commit_header(text);
        const Commit commit = parse_commit(Oid{}, text);
        CHECK(text.ends_with(commit.message));
        for (const RevertClaim& claim : revert_claims(commit.message)) {
          CHECK(claim.reverted.size() >= 7);
          CHECK(claim.reverted.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos);
        }
        for (const Waiver& waiver : waivers_of(commit)) {
          CHECK(waiver.commit == commit.id);
          CHECK(commit.message.find(waiver.rule) != std::string::npos);
          CHECK(on_one_line(commit.message).find(on_one_line(waiver.reason)) != std::string::npos);
        }
        CHECK(commit.subject().find(merged_branch(commit.subject())) != std::string::npos);
      });
}

TEST_CASE("a damaged message is cleaned as git would, and stays as it is when cleaned again",
          "[gate]") {
  survives(
      "hotfix: mend\n\nbody  \n\n\n# comment\n# ------------------------ >8 "
      "------------------------\ndiff\n",
      [](const std::string& text) {
        const std::string stripped = clean_message(text, Cleanup::strip, "#");
        CHECK(is_stripped(stripped));
        CHECK_FALSE(has_comment(stripped));
        CHECK(clean_message(stripped, Cleanup::strip, "#") == stripped);
        CHECK(is_stripped(clean_message(text, Cleanup::whitespace, "#")));
        CHECK(is_stripped(clean_message(text, Cleanup::scissors, "#")));
        CHECK(text.starts_with(clean_message(text, Cleanup::verbatim, "#")));
        CHECK(detect_comment(text).size() == 1);
      });
}

TEST_CASE("no text gets a control byte through to the terminal", "[gate]") {
  survives("fix \x1b[2J caf\xc3\xa9 \xe2\x80\xae evil \xf0\x9f\x9a\x80",
           [](const std::string& text) {
             const std::string shown = visible(text), valid = valid_utf8(text);
             CHECK(std::none_of(shown.begin(), shown.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
             }));
             CHECK(valid_utf8(shown) == shown);
             CHECK(visible(shown) == shown);
             CHECK(valid_utf8(valid) == valid);
           });
}

TEST_CASE("no damaged URL shows what stands before the host", "[gate]") {
  survives("https://user:secret@example.com/x.git?token=secret", [](const std::string& text) {
    const std::string shown = redact_url(text);
    CHECK(redact_url(shown) == shown);
    const auto start = text.find("://");
    if (start == std::string::npos) {
      CHECK(shown == text);  // a name or a path
      return;
    }
    const std::string rest = shown.substr(start + 3);
    const std::string host = rest.substr(0, rest.find('/'));
    const auto at = host.rfind('@');
    CHECK((at == std::string::npos || host.substr(0, at) == "***"));
    const auto extra = shown.find_first_of("?#", start);
    CHECK((extra == std::string::npos || shown.substr(extra + 1) == "***"));
  });
  CHECK(redact_url("https://user:secret@example.com/x").find("secret") == std::string::npos);
}

TEST_CASE("what is read of a damaged description can be shown, and no line has two", "[gate]") {
  const std::string seed =
      "## Severity\n\n- [x] P0: Security breach\n- [ ] ~~P1~~ <del>x</del>\n\n<!-- why -->\n\n"
      "| a | b |\n|---|---|\n| c | `d` |\n\n<details>\n<summary>**e**</summary>\n\n> [f](g) &amp; "
      "![h](i)\n\n</details>\n\n```sh\n# Issue\n```\n\nImpact: all[^1]\n\n[^1]: note\n";
  survives(seed, [](const std::string& text) {
    const Page page = read_markdown(text);
    for (const PageLine& line : page.lines) {
      CHECK(is_showable(line.text));
      CHECK(line.text == trim(line.text));
    }
    CHECK(read_incident_form(page).lines.size() <= page.lines.size());
  });
}
