// SPDX-License-Identifier: MIT
// Random bytes and damaged good input through everything that reads text from outside. The
// sanitized build is where it counts; the seeds are fixed, so a failure repeats.
#include <random>

#include "gate/base/error.h"
#include "gate/base/visible.h"
#include "gate/git/commit.h"
#include "gate/policy/policy.h"
#include "gate/request/request.h"
#include "hooks/message_text.h"
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

// `read` must not let anything but UsageError escape.
template <class Read>
void survives(const std::string& seed, Read read) {
  std::mt19937 random(7);
  for (int round = 0; round < kRounds; ++round) {
    const std::string text = damage(seed, random);
    try {
      read(text);
    } catch (const UsageError&) {
      continue;
    } catch (const std::exception& error) {
      FAIL("round " << round << ": " << error.what() << " for: " << visible(text));
    }
  }
  SUCCEED();
}

const std::string kId(40, 'a');

}  // namespace

TEST_CASE("no damaged push line crashes the reader or passes for a good one", "[gate]") {
  survives("refs/heads/x " + kId + " refs/heads/x " + std::string(40, '0') + "\n(delete) " +
               std::string(40, '0') + " refs/heads/y " + kId + "\n",
           [](const std::string& text) {
             for (const RefUpdate& update : parse_pre_push(text)) {
               CHECK((update.local_id.empty() || is_full_id(update.local_id)));
               CHECK((update.remote_id.empty() || is_full_id(update.remote_id)));
             }
           });
}

TEST_CASE("no damaged policy crashes the reader", "[gate]") {
  survives(
      "production = \"main\"\n[branches]\nhotfix = [\"hotfix/**\"]\n[paths]\ntests = "
      "[\"@default\", "
      "'qa/[a-z]*']\n[rules.minimal-diff]\nlevel = 'warning'\nmax_files = 7\n"
      "[rules.branch-name]\nslug = ['^(a|b)+$']\n",
      [](const std::string& text) {
        const Policy policy = parse_policy(text, "fuzz");
        policy.hotfix_branch("hotfix/x");
        policy.classify("qa/x.js");
      });
}

TEST_CASE("no damaged commit crashes the reader", "[gate]") {
  survives(
      "tree " + kId + "\nparent " + kId +
          "\nauthor A <a@b> 1700000000 +0000\ncommitter A <a@b> "
          "1700000000 +0000\n\nRevert \"x\"\n\nThis reverts commit " +
          kId + ", reversing\nchanges made to " + kId + ".\n\nHotfix-Waive: minimal-diff big\n",
      [](const std::string& text) {
        parse_commit_header(text);
        const Commit commit = parse_commit(Oid{}, text);
        for (const RevertClaim& claim : revert_claims(commit.message)) {
          CHECK(claim.reverted.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos);
        }
        waivers_of(commit);
        merged_branch(commit.subject());
      });
}

TEST_CASE("no damaged message crashes the cleaning", "[gate]") {
  survives(
      "hotfix: mend\n\nbody  \n\n\n# comment\n# ------------------------ >8 "
      "------------------------\ndiff\n",
      [](const std::string& text) {
        clean_message(text, Cleanup::strip, "#");
        clean_message(text, Cleanup::whitespace, "#");
        clean_message(text, Cleanup::scissors, "#");
        detect_comment(text);
      });
}

TEST_CASE("no text gets a control byte through to the terminal", "[gate]") {
  survives("fix \x1b[2J caf\xc3\xa9 \xe2\x80\xae evil \xf0\x9f\x9a\x80",
           [](const std::string& text) {
             for (char c : visible(text)) {
               const auto byte = static_cast<unsigned char>(c);
               CHECK((byte >= 0x20 && byte != 0x7f));
             }
             const std::string valid = valid_utf8(text);
             CHECK(valid_utf8(valid) == valid);
           });
}

TEST_CASE("no damaged URL leaks what stands before the host", "[gate]") {
  survives("https://user:secret@example.com/x.git",
           [](const std::string& text) { redact_url(text); });
  CHECK(redact_url("https://user:secret@example.com/x").find("secret") == std::string::npos);
}
