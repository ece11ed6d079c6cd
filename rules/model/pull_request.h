// SPDX-License-Identifier: MIT
// What a forge knows about a pull request, as plain values. All text is untrusted bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace hotfix {

struct Review {
  enum class State { approved, changes_requested, dismissed, commented };
  std::string author;      // login; empty when the account is gone
  bool is_member = false;  // the forge calls the author owner, member or collaborator
  State state = State::commented;
  std::string commit;     // full id of what was reviewed; empty: not known
  std::string name = {};  // the author's own name; empty: not told
  bool is_bot = false;    // the forge calls the author a bot
};

// The accounts that the forge knows behind the authors of a commit.
struct CommitAuthors {
  std::string commit;               // full id
  std::vector<std::string> logins;  // the author's first, then the co-authors'; empty: no account
};

enum class MergeMethod { merge, squash, rebase };

// How the forge would merge, as far as it said.
struct MergeSettings {
  enum class SquashTitle { pull_request, commit_or_pull_request };
  std::optional<bool> allows_squash;
  std::optional<SquashTitle> squash_title;  // where the subject of the squash commit comes from
  std::optional<MergeMethod> chosen;        // auto-merge is set to this
  std::string subject;  // that auto-merge was told to give the commit; empty: the forge's choice
};

struct PullRequest {
  std::size_t number = 0;  // 0: not known
  std::string url;         // of its page; empty: not known
  std::string head;        // full id of its newest commit, as the forge says; empty: not known
  std::string title;
  std::string body;           // Markdown; empty when there is none
  std::string author;         // login; empty when the account is gone
  bool author_known = false;  // false: nobody said who opened it
  std::vector<std::string> labels;
  bool draft = false;
  bool live = false;  // asked for just now; else from a payload, as old as its event
  MergeSettings merging;
  std::optional<std::vector<Review>> reviews;  // oldest first; nullopt: not asked for
  std::vector<CommitAuthors> authors;          // of its commits, as far as the forge told
};

}  // namespace hotfix
