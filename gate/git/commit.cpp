// SPDX-License-Identifier: MIT
#include "gate/git/commit.h"

#include <algorithm>
#include <charconv>

#include "gate/base/hex.h"
#include "gate/git/trailers.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::int64_t kLastTime = 253'402'300'799;  // the end of the year 9999

std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

std::string_view hex_run(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && is_hex(text.substr(size, 1))) ++size;
  return text.substr(0, size);
}

// "Name <mail> 1700000000 +0100": the time is the number after the last '>'.
std::int64_t signature_time(std::string_view line) {
  const auto mail_end = line.rfind('>');
  if (mail_end == std::string_view::npos) return 0;
  const std::string_view digits = trim(line.substr(mail_end + 1));
  std::int64_t time = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), time);
  if (error == std::errc::result_out_of_range) time = kLastTime;
  return std::clamp(time, std::int64_t{0}, kLastTime);
}

// Seven digits are the fewest that git abbreviates to, and the word ends there: "commit added" is
// prose.
bool names_commit(std::string_view digits, std::string_view rest) {
  const char next = rest.empty() ? ' ' : rest.front();
  return digits.size() >= 7 && std::string_view(" \n\r.,;:)").find(next) != std::string_view::npos;
}

// Between the first pair of quotes, or nothing.
std::string_view quoted(std::string_view text) {
  const auto open = text.find('\'');
  if (open == std::string_view::npos) return {};
  const auto close = text.find('\'', open + 1);
  return close == std::string_view::npos ? std::string_view{}
                                         : text.substr(open + 1, close - open - 1);
}

// "<rule> <reason>".
Waiver waiver_of(std::string_view value, const Commit& commit) {
  const auto blank = value.find_first_of(" \t");
  const std::string_view reason =
      blank == std::string_view::npos ? std::string_view{} : trim(value.substr(blank));
  return {std::string(value.substr(0, blank)), std::string(reason), commit.id};
}

// The two parts of "name <address> time zone".
std::string name_in(std::string_view signature) {
  return std::string(trim(signature.substr(0, signature.find('<'))));
}

// Empty where it is malformed.
std::string email_in(std::string_view signature) {
  const auto open = std::min(signature.find('<'), signature.size());
  const auto close = signature.find('>', open);
  return close == std::string_view::npos
             ? std::string()
             : std::string(trim(signature.substr(open + 1, close - open - 1)));
}

}  // namespace

CommitHeader parse_commit_header(std::string_view object) {
  CommitHeader header;
  for (std::string_view line = take_line(object); !line.empty(); line = take_line(object)) {
    if (line.starts_with("tree ")) {
      header.tree = parse_oid(line.substr(5));
    } else if (line.starts_with("parent ")) {
      header.parents.push_back(parse_oid(line.substr(7)));
    } else if (line.starts_with("committer ")) {
      header.time = signature_time(line);
    }
  }
  return header;
}

std::int64_t author_time(std::string_view object) {
  for (std::string_view line = take_line(object); !line.empty(); line = take_line(object)) {
    if (line.starts_with("author ")) return signature_time(line);
  }
  return 0;
}

Commit parse_commit(const Oid& id, std::string_view object) {
  Commit commit;
  commit.id = id.hex();
  std::string_view line = take_line(object);
  for (; !line.empty(); line = take_line(object)) {
    if (line.starts_with("parent ")) commit.parents.emplace_back(line.substr(7));
    if (line.starts_with("author ")) {
      commit.author = name_in(line.substr(7));
      commit.author_email = email_in(line.substr(7));
    } else if (line.starts_with("committer ")) {
      commit.committer = name_in(line.substr(10));
      commit.committer_email = email_in(line.substr(10));
    }
  }
  commit.message = object;
  return commit;
}

std::vector<RevertClaim> revert_lines(std::string_view message) {
  constexpr std::string_view says = "This reverts commit ";
  constexpr std::string_view merge = "reversing changes made to ";
  std::vector<RevertClaim> claims;
  for (auto at = message.find(says); at != std::string_view::npos; at = message.find(says, at)) {
    at += says.size();
    RevertClaim claim;
    claim.reverted = hex_run(message.substr(at));
    std::string_view rest = message.substr(at + claim.reverted.size());
    // git writes ", reversing\nchanges made to Y."; GitHub writes it on one line.
    std::string flat(rest.substr(0, rest.find("\n\n")));
    for (char& c : flat) {
      if (c == '\n') c = ' ';
    }
    if (const auto base = flat.find(merge); base == 2) {
      claim.base = hex_run(std::string_view(flat).substr(base + merge.size()));
    }
    if (names_commit(claim.reverted, rest)) claims.push_back(claim);
  }
  return claims;
}

std::vector<RevertClaim> revert_claims(std::string_view message) {
  const std::string subject = lower(message.substr(0, message.find('\n')));
  return subject.find("revert") == std::string::npos ? std::vector<RevertClaim>()
                                                     : revert_lines(message);
}

std::vector<Waiver> waivers_of(const Commit& commit) {
  constexpr std::string_view kKey = "hotfix-waive";
  std::vector<Waiver> waivers;
  for (const std::string& value : misplaced_trailers(commit.message, kKey)) {
    waivers.push_back(waiver_of(value, commit));
    waivers.back().is_trailer = false;
  }
  for (const Trailer& trailer : trailers_of(commit.message)) {
    if (trailer.key == kKey) waivers.push_back(waiver_of(trailer.value, commit));
  }
  return waivers;
}

std::string merged_branch(std::string_view subject) {
  for (std::string_view start : {"Merge branch ", "Merge remote-tracking branch "}) {
    if (!subject.starts_with(start)) continue;
    std::string_view name = quoted(subject);
    if (start.size() > 20) name.remove_prefix(std::min(name.size(), name.find('/') + 1));
    return std::string(name);
  }
  if (subject.starts_with("Merge pull request #")) {
    const auto from = subject.find(" from ");
    const auto slash = from == std::string_view::npos ? from : subject.find('/', from);
    if (slash != std::string_view::npos) return std::string(trim(subject.substr(slash + 1)));
  }
  if (subject.starts_with("Merged in ")) {
    const std::string_view rest = subject.substr(10);
    return std::string(rest.substr(0, rest.find(' ')));
  }
  return {};
}

}  // namespace hotfix
