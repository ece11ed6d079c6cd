// SPDX-License-Identifier: MIT
#include "rules/form/severity_statements.h"

#include <algorithm>
#include <set>

#include "rules/form/incident_form.h"
#include "rules/form/severity_levels.h"
#include "rules/support/text.h"
#include "rules/support/words.h"

namespace hotfix {

namespace {

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
  static const Words openings = {"severity", "priority", "level", "this", "is", "a", "an"};
  Statement said{text, words_of(text), {}, std::move(source), {}};
  while (one_of(first_word(said.words), openings)) said.words = after_first_word(said.words);
  const std::string level = level_of(first_word(said.words));
  if (level.empty()) return said;
  said.words = after_first_word(said.words);
  // "P0/P1" is the form, not the answer.
  const std::string next = first_word(said.words);
  const bool is_form = !level_of(next).empty() || next == "or";
  if (!is_form && !levels_in(text).denied.contains(level)) said.level = level;
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

void append(Statements& all, const Statements& more) {
  all.insert(all.end(), more.begin(), more.end());
}

// What is no hotfix, among the levels of a text. That P0 is P1 as well is no contradiction.
Statements regular_marks(const NamedLevels& levels, const std::string& text,
                         const std::string& source) {
  Statements all;
  for (const std::string& level : levels.given) {
    if (level != "P0" && level != "P1") all.push_back({text, {}, level, source, {}});
  }
  return all;
}

// The statement, and what else its text is marked with.
void append_marked(Statements& all, const Statement& said) {
  all.push_back(said);
  for (const Statement& mark : regular_marks(levels_marking(said.text), said.text, said.source)) {
    if (mark.level != said.level) all.push_back(mark);
  }
}

Statements from_trailers(const Facts& facts, const Options& options) {
  Statements all;
  for (const std::string& value : facts.history->severities) {
    append_marked(all, with_level(statement(value, "trailer Severity " + quoted(value)), options));
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
    if (!criterion && lines.count(text) == 0) continue;
    append_marked(all, said);
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
    append_marked(all, with_level(statement(text, "description " + quoted(text)), options));
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

IncidentForm form_of(const Facts& facts, const Options& options) {
  return read_incident_form(*facts.description, SectionNames(options.words("headings")));
}

// Every line that a reader sees, with where it stands.
Statements visible_lines(const PullRequest& request, const IncidentForm& form) {
  Statements all;
  for (const auto* lines : {&form.headings, &form.lines}) {
    for (const std::string& line : *lines) {
      all.push_back({line, {}, {}, "description " + quoted(line), {}});
    }
  }
  all.push_back({request.title, {}, {}, "title " + quoted(request.title), {}});
  return all;
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
  if (!facts.pull_request || !facts.description) return all;
  const PullRequest& request = *facts.pull_request;
  const IncidentForm form = form_of(facts, options);
  append(all, from_form(form, options));
  append(all, from_labels(request, options));
  if (!says_level(all)) append(all, from_lines(form, Part::priority, options));
  for (const Statement& line : visible_lines(request, form)) {
    append(all, regular_marks(levels_of_this(line.text), line.text, line.source));
  }
  append(all, regular_marks(levels_of_title(request.title), request.title,
                            "title " + quoted(request.title)));
  return all;
}

Statements severity_denials(const Facts& facts, const Options& options) {
  Statements all;
  if (!facts.pull_request || !facts.description) return all;
  const PullRequest& request = *facts.pull_request;
  const IncidentForm form = form_of(facts, options);
  const auto add = [&](const NamedLevels& levels, const std::string& text,
                       const std::string& source) {
    for (const std::string& level : levels.denied) {
      all.push_back({text, {}, level, source + " " + quoted(text), {}});
    }
  };
  for (Part part : {Part::severity, Part::severity_line}) {
    for (const std::string& line : form.answer(part)) add(levels_in(line), line, "description");
  }
  for (const Statement& line : visible_lines(request, form)) {
    for (const std::string& level : levels_of_this(line.text).denied) {
      all.push_back({line.text, {}, level, line.source, {}});
    }
  }
  add(levels_of_title(request.title), request.title, "title");
  return all;
}

Statements severity_prose(const Facts& facts, const Options& options) {
  Statements all;
  if (!facts.pull_request || !facts.description) return all;
  for (Statement& line : visible_lines(*facts.pull_request, form_of(facts, options))) {
    const std::set<std::string> levels = levels_in(line.text).given;
    for (const std::string& level : levels) {
      all.push_back(line);
      all.back().level = level;
    }
    if (levels.empty()) all.push_back(std::move(line));
  }
  return all;
}

Words severity_criteria(const std::string& level, const Options& options) {
  return options.words(level == "P0" ? "p0_criteria" : "p1_criteria");
}

bool begins_with_criterion(const Statement& said, const std::string& level,
                           const Options& options) {
  const Words list = severity_criteria(level, options);
  return std::any_of(list.begin(), list.end(), [&](const std::string& criterion) {
    return (said.words + " ").starts_with(words_of(criterion) + " ") &&
           affirms(said.text, criterion);
  });
}

bool has_criterion(const Statement& said, const std::string& level, const Options& options) {
  const Words list = severity_criteria(level, options);
  return std::any_of(list.begin(), list.end(),
                     [&](const std::string& criterion) { return affirms(said.text, criterion); });
}

}  // namespace hotfix
