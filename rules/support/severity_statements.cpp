// SPDX-License-Identifier: MIT
#include "rules/support/severity_statements.h"

#include <algorithm>
#include <set>

#include "rules/support/incident_form.h"
#include "rules/support/text.h"
#include "rules/support/words.h"

namespace hotfix {

namespace {

// "P0" for "p0"; empty for any other word.
std::string level_of(std::string_view word) {
  const bool is_level = word.size() == 2 && word[0] == 'p' && word[1] >= '0' && word[1] <= '9';
  return is_level ? std::string("P") + word[1] : std::string();
}

// What was written, for a message: a line of a description may be of any length.
std::string quoted(const std::string& text) {
  constexpr std::size_t longest = 80;
  return "\"" + text.substr(0, longest) + (text.size() > longest ? "...\"" : "\"");
}

std::string first_word(const std::string& words) { return words.substr(0, words.find(' ')); }

std::string after_first_word(const std::string& words) {
  return std::string(trim(std::string_view(words).substr(first_word(words).size())));
}

Statement statement(const std::string& text, std::string source) {
  Statement said{text, words_of(text), {}, std::move(source), {}};
  if (one_of(first_word(said.words), {"severity", "priority", "level"})) {
    said.words = after_first_word(said.words);
  }
  const std::string level = level_of(first_word(said.words));
  if (level.empty()) return said;
  said.words = after_first_word(said.words);
  // "P0/P1" is the form, not the answer.
  const std::string next = first_word(said.words);
  if (level_of(next).empty() && next != "or") said.level = level;
  return said;
}

// A criterion without a level speaks for its level.
Statement with_level(Statement said, const Options& options) {
  for (const char* level : {"P0", "P1"}) {
    if (said.level.empty() && begins_with_criterion(said, level, options)) said.level = level;
  }
  return said;
}

bool says_level(const Statements& all) {
  return std::any_of(all.begin(), all.end(),
                     [](const Statement& said) { return !said.level.empty(); });
}

Statements from_trailers(const Facts& facts, const Options& options) {
  Statements all;
  for (const std::string& value : facts.history->severities) {
    all.push_back(with_level(statement(value, "trailer Severity " + quoted(value)), options));
  }
  return all;
}

// Where a P0 criterion is true those of P1 are as well: a ticked P0 leaves no contradiction.
Statements without_lesser_ticks(const Statements& all) {
  const bool has_p0 =
      std::any_of(all.begin(), all.end(), [](const Statement& said) { return said.level == "P0"; });
  Statements kept;
  for (const Statement& said : all) {
    if (!has_p0 || said.level != "P1") kept.push_back(said);
  }
  return kept;
}

std::set<std::string_view> severity_lines(const IncidentForm& form) {
  std::set<std::string_view> lines;
  for (Part part : {Part::severity, Part::severity_line, Part::priority}) {
    lines.insert(form.answer(part).begin(), form.answer(part).end());
  }
  return lines;
}

Statements from_ticks(const IncidentForm& form, const Options& options) {
  const std::set<std::string_view> lines = severity_lines(form);
  Statements all;
  for (const std::string& text : form.ticked) {
    Statement said = with_level(statement(text, "ticked box " + quoted(text)), options);
    const bool criterion =
        begins_with_criterion(said, "P0", options) || begins_with_criterion(said, "P1", options);
    if (criterion || lines.count(text) != 0) all.push_back(std::move(said));
  }
  return without_lesser_ticks(all);
}

// "\xE2\x9D\x8C P1: ..." beside a ticked P0.
bool is_crossed_out(const std::string& text) {
  return text.starts_with("\xE2\x9D\x8C") || text.starts_with("\xE2\x9C\x97") ||
         text.starts_with("\xE2\x9C\x98");
}

Statements from_lines(const IncidentForm& form, Part part, const Options& options) {
  const std::set<std::string_view> ticked(form.ticked.begin(), form.ticked.end());
  Statements all;
  for (const std::string& text : form.answer(part)) {
    if (ticked.count(text) != 0 || is_crossed_out(text)) continue;
    all.push_back(with_level(statement(text, "description " + quoted(text)), options));
  }
  return all;
}

// "P0" for "sev-0", "priority: P0 - critical" and "p0"; empty for a label that is about anything
// else.
std::string level_of_label(const std::string& label, const Options& options) {
  static const Words adjectives = {"critical", "high", "medium", "low"};
  std::string words = words_of(label);
  for (const std::string& prefix : options.words("labels")) {
    const std::string start = words_of(prefix);
    if (start.empty() || !words.starts_with(start)) continue;
    words = trim(std::string_view(words).substr(start.size()));
    if (first_word(words).size() == 1) words.insert(0, "p");
    break;
  }
  return only_words(after_first_word(words), adjectives) ? level_of(first_word(words))
                                                         : std::string();
}

Statements from_labels(const PullRequest& request, const Options& options) {
  Statements all;
  for (const std::string& label : request.labels) {
    const std::string level = level_of_label(label, options);
    if (!level.empty()) all.push_back({{}, {}, level, "label " + label, label});
  }
  return all;
}

void append(Statements& all, const Statements& more) {
  all.insert(all.end(), more.begin(), more.end());
}

// "P0" for "P0", "sev0" and "sev-0"; S2 and S3 are not levels: S3 is also a file store.
std::string level_in_prose(std::string_view word) {
  const std::string text = lower(word);
  const bool number = text.size() == 4 || (text.size() == 5 && (text[3] == '-' || text[3] == ' '));
  const bool sev = number && text.starts_with("sev") && text.back() >= '0' && text.back() <= '3';
  if (sev || text == "s0" || text == "s1") return level_of("p" + text.substr(text.size() - 1));
  return level_of(text) <= "P3" ? level_of(text) : std::string();
}

// "/p1/" of an address and "db.p1.internal" are not words.
bool is_joined(std::string_view text, std::size_t begin, std::size_t end) {
  const auto is_word = [&](std::size_t at) {
    return at < text.size() && is_ascii_word(static_cast<unsigned char>(text[at]));
  };
  const auto joins = [&](std::size_t at, std::string_view marks) {
    return at < text.size() && marks.find(text[at]) != std::string_view::npos;
  };
  const bool before = begin > 1 && joins(begin - 1, "/._-=&") && is_word(begin - 2);
  return before || (joins(end, "/._=&") && is_word(end + 1));
}

// The end of the word at `at`, which may be "sev-1" and "Sev 1" too.
std::size_t end_of_level(std::string_view text, std::size_t at) {
  const auto end_of_word = [&](std::size_t end) {
    while (end < text.size() && is_ascii_word(static_cast<unsigned char>(text[end]))) ++end;
    return end;
  };
  const std::size_t end = end_of_word(at);
  const bool divided = end < text.size() && (text[end] == '-' || text[end] == ' ');
  const bool sev = end - at == 3 && lower(text.substr(at, 3)) == "sev";
  return sev && divided && end_of_word(end + 1) == end + 2 ? end + 2 : end;
}

std::set<std::string> levels_in(std::string_view text) {
  std::set<std::string> levels;
  for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
    end = end_of_level(text, at);
    const std::string level = level_in_prose(text.substr(at, end - at));
    if (!level.empty() && !is_joined(text, at, end)) levels.insert(level);
  }
  return levels;
}

IncidentForm form_of(const PullRequest& request, const Options& options) {
  return read_incident_form(request.body, SectionNames(options.words("headings")));
}

void add_prose(Statements& all, const std::string& line, const std::string& source) {
  std::set<std::string> levels = levels_in(line);
  if (levels.empty()) levels.insert(std::string());
  for (const std::string& level : levels) {
    all.push_back({line, {}, level, source + " " + quoted(line), {}});
  }
}

Statements from_form(const IncidentForm& form, const Options& options) {
  Statements all = from_ticks(form, options);
  append(all, from_lines(form, Part::severity, options));
  if (!says_level(all)) append(all, from_lines(form, Part::severity_line, options));
  return all;
}

}  // namespace

Statements severity_statements(const Facts& facts, const Options& options) {
  Statements all = from_trailers(facts, options);
  if (!facts.pull_request) return all;
  const IncidentForm form = form_of(*facts.pull_request, options);
  append(all, from_form(form, options));
  append(all, from_labels(*facts.pull_request, options));
  if (!says_level(all)) append(all, from_lines(form, Part::priority, options));
  return all;
}

Statements severity_prose(const Facts& facts, const Options& options) {
  Statements all;
  if (!facts.pull_request) return all;
  const IncidentForm form = form_of(*facts.pull_request, options);
  for (const std::string& line : form.headings) add_prose(all, line, "description");
  for (const std::string& line : form.lines) add_prose(all, line, "description");
  add_prose(all, facts.pull_request->title, "title");
  return all;
}

const Words& severity_criteria(const std::string& level, const Options& options) {
  return options.words(level == "P0" ? "p0_criteria" : "p1_criteria");
}

bool begins_with_criterion(const Statement& said, const std::string& level,
                           const Options& options) {
  const Words& list = severity_criteria(level, options);
  return std::any_of(list.begin(), list.end(), [&](const std::string& criterion) {
    return (said.words + " ").starts_with(words_of(criterion) + " ") &&
           affirms(said.text, criterion);
  });
}

bool has_criterion(const Statement& said, const std::string& level, const Options& options) {
  const Words& list = severity_criteria(level, options);
  return std::any_of(list.begin(), list.end(),
                     [&](const std::string& criterion) { return affirms(said.text, criterion); });
}

}  // namespace hotfix
