// SPDX-License-Identifier: MIT
#include "rules/support/authorship.h"

#include <algorithm>

#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr auto kNone = std::string_view::npos;

struct Person {
  std::string_view name;
  std::string_view email;
};

bool has(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

const Commit* commit_of(const History& history, std::string_view id) {
  const auto found = std::find_if(history.commits.begin(), history.commits.end(),
                                  [&](const Commit& commit) { return commit.id == id; });
  return found == history.commits.end() ? nullptr : &*found;
}

// The newest commit, through those that write nothing; null: there is none.
const Commit* written_head(const Facts& facts) {
  const History& history = *facts.history;
  const Commit* commit = commit_of(history, facts.subject.head);
  while (commit && (has(history.updates, commit->id) || has(history.empty, commit->id))) {
    commit = commit->parents.empty() ? nullptr : commit_of(history, commit->parents.front());
  }
  return commit;
}

std::string_view domain_of(std::string_view email) {
  const auto at = email.rfind('@');
  return at == kNone ? std::string_view() : email.substr(at + 1);
}

// A forge commits in its own name what a person did on its pages.
bool is_forge(const Person& person) { return lower(person.email).starts_with("noreply@"); }

bool is_same(const Review& review, const Person& person) {
  const auto logins = logins_of(person.email);
  const bool by_login = std::any_of(logins.begin(), logins.end(), [&](const std::string& login) {
    return same_login(login, review.author);
  });
  const std::string name = lower(trim(person.name));
  return by_login ||
         (!name.empty() && (name == lower(trim(review.name)) || name == lower(review.author)));
}

// "Anna <anna@example.com>" of each Co-authored-by.
std::vector<Person> co_authors_of(std::string_view message) {
  constexpr std::string_view key = "co-authored-by:";
  std::vector<Person> people;
  while (!message.empty()) {
    const auto end = std::min(message.find('\n'), message.size());
    const std::string_view line = trim(message.substr(0, end));
    message.remove_prefix(std::min(end + 1, message.size()));
    if (lower(line.substr(0, key.size())) != key) continue;
    const std::string_view value = line.substr(key.size());
    const auto open = std::min(value.find('<'), value.size());
    const auto close = std::min(value.find('>', open), value.size());
    people.push_back({trim(value.substr(0, open)),
                      open == value.size() ? "" : value.substr(open + 1, close - open - 1)});
  }
  return people;
}

// The forge's own list names the author first, and the co-authors after that.
bool is_author(const Review& review, const Commit& commit, const PullRequest& request,
               bool co_authors) {
  if (is_same(review, {commit.author, commit.author_email})) return true;
  for (const CommitAuthors& known : request.authors) {
    if (known.commit != commit.id) continue;
    const std::size_t count = co_authors ? known.logins.size() : 1;
    for (std::size_t i = 0; i < std::min(count, known.logins.size()); ++i) {
      if (same_login(known.logins[i], review.author)) return true;
    }
  }
  return false;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// What follows "project_12_bot" and "group_12_bot": nothing, or "_" and more.
bool is_forge_account(std::string_view login, std::string_view start) {
  if (!login.starts_with(start)) return false;
  login.remove_prefix(start.size());
  const auto digits = std::min(login.find_first_not_of("0123456789"), login.size());
  login.remove_prefix(digits);
  return digits > 0 && (login == "_bot" || login.starts_with("_bot_"));
}

}  // namespace

bool same_login(std::string_view a, std::string_view b) {
  return !a.empty() && lower(a) == lower(b);
}

bool is_program(const Review& review) {
  // By the name that a forge gives its own, without a mark.
  static const std::vector<std::string> known = {
      "github-actions", "dependabot", "renovate",  "mergify",    "copilot-pull-request-reviewer",
      "web-flow",       "gitlab-bot", "alert-bot", "support-bot"};
  const std::string login = lower(review.author);
  return review.is_bot || login.ends_with("[bot]") || login.starts_with("app/") ||
         login.starts_with("service_account_") || is_forge_account(login, "project_") ||
         is_forge_account(login, "group_") || one_of(login, known);
}

std::vector<std::string> logins_of(std::string_view email) {
  if (!lower(domain_of(email)).starts_with("users.noreply.")) return {};
  const std::string_view name = email.substr(0, email.rfind('@'));
  if (const auto plus = name.find('+'); plus != kNone) return {std::string(name.substr(plus + 1))};
  std::vector<std::string> logins = {std::string(name)};
  const auto digits = std::find_if_not(name.begin(), name.end(), is_digit);
  if (digits != name.begin() && digits != name.end() && *digits == '-') {
    logins.emplace_back(digits + 1, name.end());  // "12-anna"
  }
  return logins;
}

std::string written_by(const Review& review, const Facts& facts, bool co_authors) {
  const Commit* commit = written_head(facts);
  if (!commit) return {};
  const std::string id = "commit " + short_id(commit->id);
  if (is_author(review, *commit, *facts.pull_request, co_authors)) return "wrote " + id;
  const Person committer{commit->committer, commit->committer_email};
  if (!is_forge(committer) && is_same(review, committer)) return "committed " + id;
  if (!co_authors) return {};
  for (const Person& person : co_authors_of(commit->message)) {
    if (is_same(review, person)) return "is a co-author of " + id;
  }
  return {};
}

}  // namespace hotfix
