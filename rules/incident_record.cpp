// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>
#include <set>

#include "rules/form/incident_form.h"
#include "rules/form/placeholder.h"
#include "rules/form/revert_reason.h"
#include "rules/model/registry.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"
#include "rules/support/words.h"

namespace hotfix::rules {

namespace {

using Lines = std::vector<std::string>;

struct Section {
  Part part;
  std::string option;  // as the policy names it
  std::string title;   // as the template does
  std::string hint;    // what to write there
  std::string prompt;  // the comment that the template has there
};

const std::vector<Section>& sections() {
  static const std::vector<Section> list = {
      {Part::issue, "issue", "Issue", "say what is broken and since when, with a link",
       "What is broken and since when, with a link to the incident."},
      {Part::impact, "impact", "Impact", "answer each in a few words, as in: Data at risk: none",
       "Short answers will do; \"none\" is one."},
      {Part::root_cause, "root-cause", "Root cause", "say why it broke, as far as it is known",
       "Why it broke, as far as it is known."},
      {Part::rollback_plan, "rollback-plan", "Rollback plan",
       "tick one: Railway rollback, git revert or forward fix",
       "Tick what you will do if this hotfix fails."},
      {Part::database_backup, "database-backup", "Database backup",
       "name the file that `railway run pg_dump` wrote, or say: none needed, and why",
       "The file that `railway run pg_dump` wrote, or \"none needed:\" and why."},
  };
  return list;
}

bool has_any_word(const Lines& lines, const Words& phrases) {
  return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
    const std::string text = lower(line);
    return std::any_of(phrases.begin(), phrases.end(), [&](const std::string& phrase) {
      return text.find(lower(phrase)) != std::string::npos;
    });
  });
}

// A field of the form, or a sentence under Impact that mentions it.
bool is_answered(const IncidentForm& form, Part field, const Words& words) {
  return !form.answer(field).empty() || has_any_word(form.answer(Part::impact), words);
}

// What stands under Impact says who is affected, unless it is about the other fields.
bool says_who(const IncidentForm& form) {
  if (!form.answer(Part::users_affected).empty()) return true;
  std::set<std::string_view> others;
  for (Part field : {Part::data_at_risk, Part::workarounds}) {
    others.insert(form.answer(field).begin(), form.answer(field).end());
  }
  const Lines& lines = form.answer(Part::impact);
  return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
    const std::string words = words_of(line);
    return others.count(line) == 0 && !words.starts_with("data") &&
           !words.starts_with("workaround");
  });
}

std::string impact_problem(const IncidentForm& form) {
  Lines missing;
  if (!says_who(form)) missing.push_back("users affected");
  if (!is_answered(form, Part::data_at_risk, {"data"})) missing.push_back("data at risk");
  if (!is_answered(form, Part::workarounds, {"workaround", "work around", "work-around"})) {
    missing.push_back("workarounds");
  }
  std::string text;
  for (const std::string& field : missing) text += (text.empty() ? "" : ", ") + field;
  return text.empty() ? text : "does not say: " + text;
}

std::string rollback_problem(const Lines& lines, const Options& options) {
  if (lines.empty()) return "is not filled in";
  const Words ways = options.words("rollback_options");
  const bool is_offered = std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
    return std::any_of(ways.begin(), ways.end(),
                       [&](const std::string& way) { return offers(line, way); });
  });
  if (is_offered) return {};
  return has_any_word(lines, ways) ? "says what will not be done, and none of the three options"
                                   : "names none of the three options";
}

std::string backup_problem(const Lines& lines) {
  if (lines.empty()) return "is not filled in";
  if (is_bare_no(lines)) return "says that there is none, but not why";
  return is_bare_yes(lines) ? "says that there is one, but not where" : std::string();
}

// The title without "hotfix:".
std::string_view title_text(std::string_view title) {
  const auto colon = title.find(':');
  const std::size_t start = colon == title.npos ? 0 : colon + 1;
  return trim(title.substr(start));
}

// Does the line only repeat what stands around it: the name of the section, what the form asks for
// there, or the title? What broke may be said in the words of the title, but for its "hotfix:".
bool is_repeated(const std::string& line, const Section& section, const Facts& facts) {
  const std::string words = words_of(line), &title = facts.pull_request->title;
  if (words.empty()) return line == title || line == title_text(title);  // in another script
  const bool is_form = words == words_of(section.title) || words == words_of(section.prompt) ||
                       words == words_of(section.hint);
  const bool is_title = words == words_of(title) ||
                        (section.part != Part::issue && words == words_of(title_text(title)));
  return is_form || is_title;
}

Lines own_lines(const Section& section, const IncidentForm& form, const Facts& facts) {
  Lines lines = form.answer(section.part);
  std::erase_if(lines, [&](const std::string& line) { return is_repeated(line, section, facts); });
  return lines;
}

std::string content_problem(const Section& section, const IncidentForm& form, const Facts& facts,
                            const Options& options) {
  const Lines lines = own_lines(section, form, facts);
  if (section.part == Part::impact) return impact_problem(form);
  if (section.part == Part::rollback_plan) return rollback_problem(lines, options);
  if (section.part == Part::database_backup) return backup_problem(lines);
  return lines.empty() || is_bare_no(lines) ? "is not filled in" : std::string();
}

// An answer typed where the template has its comment; that comment itself is not an answer.
bool is_answered_in_comment(const Section& section, const IncidentForm& form) {
  const std::string& comment = form.comment(section.part);
  return is_content(comment) && words_of(comment) != words_of(section.prompt);
}

// What is wrong with a section, as in "is not filled in"; empty when nothing is.
std::string problem(const Section& section, const IncidentForm& form, const Facts& facts,
                    const Options& options) {
  const std::string what = content_problem(section, form, facts, options);
  const bool hidden = form.answer(section.part).empty() && is_answered_in_comment(section, form);
  if (what.empty() || !hidden) return what;
  return "has only the text inside its comment (<!-- -->), which nobody sees";
}

bool is_named(const Section& section, const std::string& name) {
  return words_of(name) == words_of(section.option);
}

std::vector<Section> required_sections(const Options& options) {
  std::vector<Section> required;
  const Words wanted = options.words("sections");
  std::copy_if(sections().begin(), sections().end(), std::back_inserter(required),
               [&](const Section& section) {
                 return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& name) {
                   return is_named(section, name);
                 });
               });
  return required;
}

// A slip in the policy must not turn a section off unseen.
Findings unknown_sections(const Options& options) {
  Findings findings;
  for (const std::string& name : options.words("sections")) {
    const bool known = std::any_of(sections().begin(), sections().end(),
                                   [&](const Section& section) { return is_named(section, name); });
    if (known) continue;
    Finding finding;
    finding.message = "the policy asks for a section that the form does not have: " + name;
    finding.hint = "Correct rules.incident-record.sections in .hotfix.toml";
    finding.level = Level::warning;
    findings.push_back(std::move(finding));
  }
  return findings;
}

Findings unreadable_headings(const SectionNames& names) {
  Findings findings;
  for (const std::string& line : names.unreadable) {
    Finding finding;
    finding.message = "the policy has a heading that cannot be read: " + line;
    finding.hint =
        "Correct rules.incident-record.headings in .hotfix.toml, as in: root cause = Ursache";
    finding.level = Level::warning;
    findings.push_back(std::move(finding));
  }
  return findings;
}

std::string where(const Facts& facts) {
  const std::string& url = facts.pull_request->url;
  return "the description of " +
         (url.empty() ? "the " + std::string(request_name(facts.forge)) : url);
}

Finding about(const Section& section, const std::string& what, const IncidentForm& form,
              const Facts& facts) {
  Finding finding;
  finding.message = "section " + section.title + " of the description " + what;
  finding.hint = "Under \"" + section.title + "\" in " + where(facts) + ", " + section.hint;
  if (is_answered_in_comment(section, form)) {
    finding.hint += "; if the answer is inside the comment, move it below -->";
  }
  // A backup that was made is there, even if it is named nowhere.
  const bool backup = section.part == Part::database_backup;
  if (backup && is_bare_yes(form.answer(section.part))) finding.level = Level::warning;
  return finding;
}

// One finding for a description that does not even have the form.
Finding no_form(const std::string& message, const Facts& facts,
                const std::vector<Section>& required) {
  Finding finding;
  finding.message = message;
  for (const Section& section : required) {
    finding.details.push_back(section.title + ": " + section.hint);
  }
  finding.hint = "Paste ci/github/hotfix.md of hotfix-gate, or the copy of it in " +
                 std::string(template_folder(facts.forge)) + ", into " + where(facts) +
                 " and fill it in";
  finding.fix = edit_description(facts).commands;
  return finding;
}

Finding empty_description(const Facts& facts, const std::vector<Section>& required) {
  return no_form("the description is empty; it has to record the incident", facts, required);
}

Finding without_sections(const Facts& facts, const std::vector<Section>& required) {
  std::string titles;
  for (const Section& section : required) titles += (titles.empty() ? "" : ", ") + section.title;
  Finding finding = no_form("the description has none of the sections " + titles, facts, required);
  finding.hint +=
      ". Headings of another name or language: headings = [\"root cause = Ursache\"] "
      "under [rules.incident-record] in .hotfix.toml";
  return finding;
}

Findings section_findings(const Facts& facts, const std::vector<Section>& required,
                          const IncidentForm& form, const Options& options) {
  if (!form.recognised) return {without_sections(facts, required)};
  Findings findings;
  for (const Section& section : required) {
    const std::string what = problem(section, form, facts, options);
    if (!what.empty()) findings.push_back(about(section, what, form, facts));
  }
  return findings;
}

Findings check_sections(const Facts& facts, const SectionNames& names, const Options& options) {
  const std::vector<Section> required = required_sections(options);
  const IncidentForm form = read_incident_form(*facts.description, names);
  if (required.empty()) return {};
  if (form.blank && !form.unclosed_comment) return {empty_description(facts, required)};
  Findings findings = section_findings(facts, required, form, options);
  if (findings.empty()) return findings;
  findings.front().fix = edit_description(facts).commands;  // one visit fixes them all
  if (form.unclosed_comment) {
    findings.front().details.push_back("a comment (<!--) is never closed and hides what follows");
  }
  return findings;
}

Findings check_form(const Facts& facts, const Options& options) {
  const SectionNames names(options.words("headings"));
  Findings findings = check_sections(facts, names, options);
  for (Finding& finding : unknown_sections(options)) findings.push_back(std::move(finding));
  for (Finding& finding : unreadable_headings(names)) findings.push_back(std::move(finding));
  return findings;
}

Findings check_revert(const Facts& facts) {
  if (gives_reason(*facts.description)) return {};
  const std::vector<Commit>& commits = facts.history->commits;
  if (std::any_of(commits.begin(), commits.end(),
                  [](const Commit& commit) { return gives_reason(commit.message); })) {
    return {};
  }
  Finding finding;
  finding.message = "no reason is given for taking this back";
  finding.hint =
      "Write one sentence about it into " + where(facts) + ", or into the message of the revert";
  finding.fix = edit_description(facts).commands;
  return {finding};
}

Findings check(const Facts& facts, const Options& options) {
  if (facts.subject.kind == SubjectKind::revert || only_exact_reverts(facts)) {
    return check_revert(facts);
  }
  return check_form(facts, options);
}

constexpr std::string_view kSections[] = {"issue", "impact", "root-cause", "rollback-plan",
                                          "database-backup"};
constexpr std::string_view kRollbackOptions[] = {"rollback",    "roll back",    "rolling back",
                                                 "revert",      "forward fix",  "forward-fix",
                                                 "fix forward", "roll forward", "redeploy"};

}  // namespace

constexpr Rule incident_record{
    .id = "incident-record",
    .summary =
        "The description records the incident: issue, impact, root cause, rollback plan, backup.",
    .why =
        "Whoever is paged when the hotfix fails has only this to go by: what was broken, how it is "
        "taken back and where the backup is. Afterwards nobody remembers.",
    .fix =
        "Fill in the sections of the template for hotfixes; short answers will do. A revert needs "
        "no more than a sentence about why.",
    .workflow =
        "Preparation: Backup Production Database, Document Current State, Identify Root Cause",
    .step = WorkflowStep::incident_record,
    .stages = {Stage::pull_request},
    .judges = {SubjectKind::hotfix, SubjectKind::revert},
    .needs = Need::history | Need::reverts | Need::pull_request | Need::description,
    .options = {{"sections", OptionKind::words, "Sections that have to be filled in.", kSections},
                {"headings", OptionKind::words,
                 "A team's own names for sections and fields, as in \"root cause = Ursache\".",
                 WordTable{}},
                {"rollback_options", OptionKind::words,
                 "One of these has to be in the rollback plan.", kRollbackOptions}},
    .check = check,
};

}  // namespace hotfix::rules
