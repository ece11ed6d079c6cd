// SPDX-License-Identifier: MIT
// json_page.cpp says what each key means. Nothing that is read is trusted: it may come from another
// repository's job.
#include <charconv>

#include "gate/base/path.h"
#include "gate/base/time_text.h"
#include "gate/report/ledger/ledgers.h"
#include "gate/request/strict_json.h"
#include "rules/model/registry.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kLargest = std::size_t{64} << 20;  // bytes of one file

constexpr std::string_view kFix = "write it anew: hotfix-lint audit --format json";

// The value of `E`, up to `last`, that has this name.
template <class E, class Name>
E named(const StrictJson& json, E last, Name name_of) {
  const std::string name = json.text();
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    if (name_of(static_cast<E>(i)) == name) return static_cast<E>(i);
  }
  json.reject("is not a word of this version");
}

std::int64_t time_of(const StrictJson& json) {
  const auto time = parse_date(json.text());
  if (!time) json.reject("is not a time");
  return *time;
}

std::optional<std::int64_t> time_or_none(const StrictJson& json, const std::string& key) {
  const auto value = json.find(key);
  return value ? std::optional(time_of(*value)) : std::nullopt;
}

std::string text_or_empty(const StrictJson& json, const std::string& key) {
  const auto value = json.find(key);
  return value ? value->text() : std::string();
}

std::vector<std::string> ids_of(const StrictJson& json) {
  std::vector<std::string> ids;
  for (const StrictJson& one : json.items()) ids.push_back(one.id());
  return ids;
}

// A whole number above zero; 0 for anything else.
std::size_t line_number(std::string_view digits) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size() ? number : 0;
}

// "12-14", "12"; null is the whole file.
void read_lines(LandingPart& part, const StrictJson& json) {
  if (json.is_null()) return;
  const std::string text = json.text();
  const auto dash = text.find('-');
  part.first = line_number(std::string_view(text).substr(0, dash));
  part.last =
      dash == std::string::npos ? part.first : line_number(std::string_view(text).substr(dash + 1));
  if (part.first == 0 || part.last < part.first) json.reject("is not a range of lines");
}

std::vector<LandingPart> parts_of(const StrictJson& json) {
  std::vector<LandingPart> parts;
  for (const StrictJson& one : json.items()) {
    LandingPart part;
    part.path = one.at("path").text();
    read_lines(part, one.at("lines"));
    part.state = named(one.at("state"), PartState::unclear,
                       [](PartState state) { return state_name(state); });
    parts.push_back(std::move(part));
  }
  return parts;
}

LandingState state_of(const StrictJson& json) {
  return named(json.at("state"), LandingState::undecided,
               [](LandingState state) { return state_name(state); });
}

Landing landing_of(const StrictJson& json) {
  Landing landing;
  landing.state = state_of(json);
  landing.evidence = ids_of(json.at("evidence"));
  landing.signal = named(json.at("signal"), LandingSignal::waiver,
                         [](LandingSignal signal) { return signal_name(signal); });
  landing.similarity = json.at("similarity").fraction();
  landing.reason = json.at("reason").text();
  landing.parts = parts_of(json.at("parts"));
  landing.fix = text_or_empty(json, "remedy");
  return landing;
}

// What a hotfix and a commit without a sign have both.
Hotfix commit_of(const StrictJson& json) {
  Hotfix commit;
  commit.commit = json.at("commit").id();
  commit.subject = json.at("subject").text();
  commit.author = json.at("author").text();
  commit.released_at = time_of(json.at("released_at"));
  return commit;
}

// What the file says, and what follows from its own dates: a file that disagrees is no way out.
bool is_overdue(const StrictJson& json, const Hotfix& hotfix, std::int64_t now) {
  const bool is_said = json.at("overdue").flag();
  return is_said ||
         (is_debt(hotfix) && (!hotfix.lost_on_production.empty() || now > hotfix.deadline));
}

std::vector<std::string> texts_of(const StrictJson& json) {
  std::vector<std::string> texts;
  for (const StrictJson& one : json.items()) texts.push_back(one.text());
  return texts;
}

// Older versions say nothing of documents, and have null here.
void read_post_mortem(LedgerReport& report, const StrictJson& json, const Hotfix& hotfix) {
  const auto known = json.find("post_mortem");
  if (!known) return;
  PostMortem one;
  one.commit = hotfix.commit;
  one.subject = hotfix.subject;
  one.path = known->at("path").text();
  one.state = named(known->at("state"), PostMortemState::written,
                    [](PostMortemState state) { return state_name(state); });
  one.written_at = time_or_none(*known, "written_at");
  one.deadline = time_of(known->at("deadline"));
  one.overdue = known->at("overdue").flag();
  one.open = texts_of(known->at("placeholders"));
  report.post_mortems.push_back(std::move(one));
}

const Rule* rule_of(const StrictJson& json) {
  const Rule* rule = find_rule(json.at("rule").text());
  if (!rule) json.at("rule").reject("is not a rule of this version");
  return rule;
}

Level level_of(const StrictJson& json) {
  return named(json.at("level"), Level::error, [](Level level) { return level_name(level); });
}

std::vector<Advice> advice_of(const StrictJson& json) {
  std::vector<Advice> advice;
  for (const StrictJson& one : json.items()) {
    advice.push_back({one.at("words").text(), texts_of(one.at("commands"))});
  }
  return advice;
}

RuleFinding finding_of(const StrictJson& json) {
  Finding finding;
  finding.level = level_of(json);
  finding.message = json.at("message").text();
  finding.fix = texts_of(json.at("fix"));
  finding.hint = text_or_empty(json, "hint");
  finding.advice = advice_of(json.at("advice"));
  finding.details = texts_of(json.at("details"));
  if (const auto commit = json.find("commit")) finding.commit = commit->id();
  finding.path = text_or_empty(json, "path");
  if (const auto line = json.find("line")) finding.line = line->positive();
  return {rule_of(json), std::move(finding)};
}

// Older versions have none of these lists.
template <class Read>
void read_list(const StrictJson& json, const std::string& key, Read read) {
  const auto list = json.find(key);
  if (!list) return;
  for (const StrictJson& one : list->items()) read(one);
}

void read_judged(LedgerReport& report, const StrictJson& json) {
  read_list(json, "findings",
            [&](const StrictJson& one) { report.findings.push_back(finding_of(one)); });
  read_list(json, "waived", [&](const StrictJson& one) {
    report.waived.push_back({rule_of(one), one.at("reason").text(), one.at("commit").id(), {}});
  });
  read_list(json, "undecided", [&](const StrictJson& one) {
    report.undecided.push_back({rule_of(one), one.at("reason").text(), one.at("remedy").text(),
                                Cause::other, level_of(one)});
  });
}

Hotfix hotfix_of(const StrictJson& json, std::int64_t now) {
  Hotfix hotfix = commit_of(json);
  hotfix.found_by = named(json.at("found_by"), HotfixSign::rollback,
                          [](HotfixSign sign) { return sign_name(sign); });
  hotfix.landing = landing_of(json);
  hotfix.begun_at = time_or_none(json, "begun_at");
  hotfix.landed_at = time_or_none(json, "landed_at");
  hotfix.deadline = time_of(json.at("deadline"));
  if (const auto lost = json.find("lost_on_production")) hotfix.lost_on_production = lost->id();
  hotfix.false_date = time_or_none(json, "false_date");
  hotfix.overdue = is_overdue(json, hotfix, now);
  return hotfix;
}

Hotfix unsigned_of(const StrictJson& json) {
  Hotfix commit = commit_of(json);
  commit.landing.state = state_of(json);
  return commit;
}

// "kars" of "ledgers/kars.json".
std::string name_of_file(const std::string& file) {
  std::string_view name = base_name(file);
  if (name.ends_with(".json")) name.remove_suffix(5);
  return std::string(name);
}

void check_version(const StrictJson& json) {
  const StrictJson version = json.at("version");
  if (version.positive() == 1) return;
  version.reject("is " + std::to_string(version.positive()) + ", and this program reads 1,");
}

std::string or_else(std::string text, std::string_view otherwise) {
  return text.empty() ? std::string(otherwise) : std::move(text);
}

// Older versions of the programs do not give the names.
void read_names(LedgerReport& report, const StrictJson& json, const std::string& file) {
  report.repository = or_else(text_or_empty(json, "repository"), name_of_file(file));
  const std::string url = text_or_empty(json, "url");
  report.pages = pages_of(forge_of_url(url), url);
  report.refs.production = or_else(text_or_empty(json, "production_branch"), "production");
  report.refs.development = or_else(text_or_empty(json, "development_branch"), "development");
  report.refs.production_id = json.at("production").id();
  report.refs.development_id = json.at("development").id();
}

}  // namespace

LedgerReport read_ledger_json(std::string_view text, const std::string& file) {
  const StrictJson json = StrictJson::parse(text, {file, std::string(kFix), kLargest});
  check_version(json);
  LedgerReport report;
  report.is_read = true;
  report.now = time_of(json.at("now"));
  read_names(report, json, file);
  for (const StrictJson& one : json.at("hotfixes").items()) {
    report.hotfixes.push_back(hotfix_of(one, report.now));
    read_post_mortem(report, one, report.hotfixes.back());
  }
  for (const StrictJson& one : json.at("unsigned_commits").items()) {
    report.unsigned_commits.push_back(unsigned_of(one));
  }
  read_judged(report, json);
  for (const StrictJson& note : json.at("notes").items()) report.notes.push_back(note.text());
  return report;
}

}  // namespace hotfix
