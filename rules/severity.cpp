// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>
#include <set>

#include "rules/incident_form.h"
#include "rules/registry.h"
#include "rules/text.h"

namespace hotfix::rules {

namespace {

// What one source says about the severity.
struct Statement {
  std::string words;   // as words_of() makes them, without the level
  std::string level;   // "P0"; empty when it says none
  std::string source;  // "label sev-0"
  std::string label;   // the label it comes from, as written; empty: none
};
using Statements = std::vector<Statement>;
using Commands = std::vector<std::string>;

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
  const std::string words = words_of(text);
  const std::string level = level_of(first_word(words));
  if (level.empty()) return {words, {}, std::move(source), {}};
  const std::string rest = after_first_word(words);
  // "P0/P1" is the form, not the answer.
  const bool choice = !level_of(first_word(rest)).empty() || first_word(rest) == "or";
  return {rest, choice ? std::string() : level, std::move(source), {}};
}

const Words& criteria(const std::string& level, const Options& options) {
  return options.words(level == "P0" ? "p0_criteria" : "p1_criteria");
}

// Whether the statement begins with a criterion of the level.
bool begins_with(const Statement& said, const std::string& level, const Options& options) {
  const Words& list = criteria(level, options);
  return std::any_of(list.begin(), list.end(), [&](const std::string& criterion) {
    return starts_with(said.words + " ", words_of(criterion) + " ");
  });
}

bool mentions(const Statement& said, const std::string& level, const Options& options) {
  const Words& list = criteria(level, options);
  return std::any_of(list.begin(), list.end(), [&](const std::string& criterion) {
    return has_phrase(said.words, words_of(criterion));
  });
}

// A criterion without a level speaks for its level.
Statement with_level(Statement said, const Options& options) {
  for (const char* level : {"P0", "P1"}) {
    if (said.level.empty() && begins_with(said, level, options)) said.level = level;
  }
  return said;
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

std::set<std::string_view> set_of(const Words& lines) { return {lines.begin(), lines.end()}; }

Statements from_ticks(const IncidentForm& form, const Options& options) {
  const std::set<std::string_view> lines = set_of(form.answer(Part::severity));
  Statements all;
  for (const std::string& text : form.ticked) {
    Statement said = with_level(statement(text, "ticked box " + quoted(text)), options);
    const bool criterion = begins_with(said, "P0", options) || begins_with(said, "P1", options);
    if (criterion || lines.count(text) != 0) all.push_back(std::move(said));
  }
  return without_lesser_ticks(all);
}

Statements from_lines(const IncidentForm& form, const Options& options) {
  const std::set<std::string_view> ticked = set_of(form.ticked);
  Statements all;
  for (const std::string& text : form.answer(Part::severity)) {
    if (ticked.count(text) != 0) continue;
    std::string line = words_of(text);
    if (one_of(first_word(line), {"severity", "priority"})) line = after_first_word(line);
    all.push_back(with_level(statement(line, "description " + quoted(text)), options));
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
    if (start.empty() || !starts_with(words, start)) continue;
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
    if (!level.empty()) all.push_back({{}, level, "label " + label, label});
  }
  return all;
}

void append(Statements& all, const Statements& more) {
  all.insert(all.end(), more.begin(), more.end());
}

Statements all_statements(const Facts& facts, const Options& options) {
  Statements all = from_trailers(facts, options);
  if (!facts.pull_request) return all;
  const IncidentForm form = read_incident_form(facts.pull_request->body);
  append(all, from_ticks(form, options));
  append(all, from_lines(form, options));
  append(all, from_labels(*facts.pull_request, options));
  return all;
}

const Statement* first_of(const Statements& all, const std::string& level) {
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Statement& said) { return said.level == level; });
  return found == all.end() ? nullptr : &*found;
}

// The first that is neither P0 nor P1.
const Statement* first_regular(const Statements& all) {
  const auto found = std::find_if(all.begin(), all.end(), [](const Statement& said) {
    return !said.level.empty() && said.level != "P0" && said.level != "P1";
  });
  return found == all.end() ? nullptr : &*found;
}

std::string list_of(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : "; ") + word;
  return text;
}

std::string pull_request_number(const Facts& facts) {
  if (!facts.pull_request || facts.pull_request->number == 0) return {};
  return std::to_string(facts.pull_request->number);
}

// How a wrong statement is taken back.
std::string correction(const Statement& said, const Facts& facts) {
  const std::string number = pull_request_number(facts);
  if (said.label.empty()) return "correct the " + said.source.substr(0, said.source.find('"') - 1);
  if (number.empty() || !is_pasteable(said.label)) return "take the label off";
  return "gh pr edit " + number + " --remove-label " + shell_quote(said.label);
}

Commands edit(const Facts& facts) {
  return facts.pull_request ? edit_description(*facts.pull_request) : Commands{};
}

Finding regular_release(const Statement& said, const Facts& facts) {
  Finding finding;
  finding.message = said.level + " is no hotfix (" + said.source +
                    "): schedule for the regular release, by way of " + facts.refs.development;
  finding.hint = "If it is P0 or P1 after all: " + correction(said, facts);
  return finding;
}

Finding disagreement(const Statement& one, const Statement& other, const Facts& facts) {
  Finding finding;
  finding.message = "the severity is said to be both " + one.level + " and " + other.level;
  finding.details = {one.level + ": " + one.source, other.level + ": " + other.source};
  finding.hint = "If it is " + one.level + ": " + correction(other, facts) + ". If it is " +
                 other.level + ": " + correction(one, facts);
  return finding;
}

Finding wrong_level(const Statement& said, const std::string& other) {
  Finding finding;
  finding.message = said.level + " is said with a criterion of " + other + ": " + said.source;
  finding.hint = "Say " + other + " if the criterion is met, else name one of " + said.level;
  return finding;
}

std::string how_to_say_it(const Facts& facts) {
  const std::string number = pull_request_number(facts);
  std::string text =
      "Tick the criterion that is met under Severity in the description, or write a line there: "
      "Severity: P0 <criterion>. A commit can say it too: git commit --amend --only --no-edit "
      "--trailer 'Severity: P0 <criterion>'";
  if (!number.empty())
    text += ". A label gives the level: gh pr edit " + number + " --add-label P0";
  return text;
}

Finding not_said(const Statements& all, const Facts& facts, const Options& options) {
  Finding finding;
  finding.message = "nothing says whether this is P0 or P1";
  if (!all.empty()) finding.message += "; seen: " + all.front().source;
  finding.details = {"P0: " + list_of(criteria("P0", options)),
                     "P1: " + list_of(criteria("P1", options))};
  finding.hint = how_to_say_it(facts);
  finding.fix = edit(facts);
  return finding;
}

Finding no_criterion(const Statement& said, const Facts& facts, const Options& options) {
  Finding finding;
  finding.message =
      said.level + " is said without a criterion of " + said.level + " (" + said.source + ")";
  finding.details = criteria(said.level, options);
  finding.hint =
      "Tick the one that is met under Severity in the description, or write a line "
      "there: Severity: " +
      said.level + " <criterion>";
  finding.fix = edit(facts);
  return finding;
}

// What can be said as soon as anything is said.
std::optional<Finding> contradiction(const Statements& all, const Facts& facts,
                                     const Options& options) {
  if (const Statement* said = first_regular(all)) return regular_release(*said, facts);
  for (const Statement& said : all) {
    const std::string other = said.level == "P0" ? "P1" : "P0";
    if (!said.level.empty() && begins_with(said, other, options) &&
        !begins_with(said, said.level, options)) {
      return wrong_level(said, other);
    }
  }
  const Statement *p0 = first_of(all, "P0"), *p1 = first_of(all, "P1");
  if (p0 && p1) return disagreement(*p0, *p1, facts);
  return std::nullopt;
}

Findings check(const Facts& facts, const Options& options) {
  if (only_exact_reverts(facts)) return {};
  const Statements all = all_statements(facts, options);
  if (const auto finding = contradiction(all, facts, options)) return {*finding};
  if (facts.subject.stage == Stage::lint) return {};
  const Statement* said = first_of(all, "P0");
  if (!said) said = first_of(all, "P1");
  if (!said) return {not_said(all, facts, options)};
  const bool met = std::any_of(all.begin(), all.end(), [&](const Statement& one) {
    return mentions(one, said->level, options);
  });
  if (met) return {};
  return {no_criterion(*said, facts, options)};
}

}  // namespace

const Rule severity{
    "severity",
    "A hotfix is P0 or P1, by a criterion of the workflow.",
    "The fast track skips what protects production from haste; only an emergency pays for that. "
    "Everything else is safer in the regular release.",
    "Tick the criterion in the description of the pull request, or say it in a trailer such as "
    "Severity: P0 Payment processing broken. P2 and P3: schedule for the regular release.",
    "Issue Detection: Severity?",
    {Stage::lint, Stage::pull_request},
    {SubjectKind::hotfix},
    Need::history | Need::reverts | Need::pull_request,
    true,
    {{"p0_criteria", OptionKind::words, "What makes a hotfix P0; more words may follow.",
      Words{"Complete service outage", "Data loss or corruption", "Security breach",
            "Payment processing broken", "Authentication system failure"}},
     {"p1_criteria", OptionKind::words, "What makes a hotfix P1; more words may follow.",
      Words{"Core functionality unavailable", "Major feature broken for all users",
            "Severe performance degradation", "Database issues affecting operations"}},
     {"labels", OptionKind::words,
      "What a label that gives the level begins with; P0 alone is always one.",
      Words{"severity", "sev", "priority", "prio"}}},
    check};

}  // namespace hotfix::rules
