// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/message_hints.h"

#include <algorithm>

#include "gate/git/trailers.h"
#include "rules/model/registry.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kShortestId = 7;  // digits, as git abbreviates: fewer are a word or a number
constexpr std::size_t kFullId = 40;     // digits

std::string_view hex_at(std::string_view text) {
  const auto end = text.find_first_not_of("0123456789abcdef");
  const std::string_view digits = text.substr(0, end);
  return digits.size() >= kShortestId && digits.size() <= kFullId ? digits : std::string_view{};
}

// The id after `words`, however the line goes on.
void add_ids_after(std::string_view text, std::string_view words, std::vector<std::string>& ids) {
  for (auto at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    std::string_view rest = text.substr(at + words.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    if (rest.starts_with("commit ")) rest.remove_prefix(7);
    if (const std::string_view id = hex_at(rest); !id.empty()) ids.emplace_back(id);
  }
}

// "commit X upstream." stands alone on its line.
void add_upstream_lines(std::string_view text, std::vector<std::string>& ids) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.starts_with("commit ")) continue;
    const std::string_view id = hex_at(line.substr(7));
    if (!id.empty() && line.substr(7 + id.size()).starts_with(" upstream")) ids.emplace_back(id);
  }
}

bool names(std::string_view id, const Oid& commit) {
  return id.size() >= kShortestId && commit.hex().starts_with(id);
}

std::optional<Testimony> testimony_in(const Trailer& trailer, const Oid& commit, const Oid& hotfix,
                                      const Rule& rule) {
  const std::string_view value = trim(trailer.value);
  const auto word_end = std::min(value.find_first_of(" \t"), value.size());
  if (trailer.key == "hotfix-landed" && names(lower(value.substr(0, word_end)), hotfix)) {
    return Testimony{Testimony::Kind::landed, commit, std::string(trim(value.substr(word_end)))};
  }
  if (trailer.key != "hotfix-waive" || value.substr(0, word_end) != rule.id) return std::nullopt;
  const std::string_view rest = trim(value.substr(word_end));
  const auto id_end = std::min(rest.find_first_of(" \t"), rest.size());
  const std::string_view reason = trim(rest.substr(id_end));
  if (!names(lower(rest.substr(0, id_end)), hotfix) || !says_something(reason)) {
    return std::nullopt;
  }
  return Testimony{Testimony::Kind::waived, commit, std::string(reason)};
}

}  // namespace

std::vector<std::string> sources_named(std::string_view message) {
  const std::string text = lower(message);
  std::vector<std::string> ids;
  for (std::string_view words : {"cherry picked from", "cherry-picked from", "backport-of:",
                                 "backported from", "backport of", "upstream commit"}) {
    add_ids_after(text, words, ids);
  }
  add_upstream_lines(text, ids);
  return ids;
}

std::optional<Testimony> testimony_about(Graph& graph, const std::vector<Oid>& commits,
                                         const Oid& hotfix, const Rule& rule) {
  std::optional<Testimony> newest;
  for (const Oid& id : commits) {
    for (const Trailer& trailer : trailers_of(graph.commit(id).message)) {
      if (auto said = testimony_in(trailer, id, hotfix, rule)) newest = std::move(said);
    }
  }
  return newest;
}

}  // namespace hotfix
