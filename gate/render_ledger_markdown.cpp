// SPDX-License-Identifier: MIT
#include <algorithm>

#include "gate/landing/ledger.h"
#include "gate/ledger_words.h"
#include "gate/render_ledger.h"
#include "gate/time_text.h"
#include "gate/visible.h"
#include "rules/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostSettled = 50;  // a job summary may hold 1 MiB

bool is_plain(unsigned char c) {
  return c >= 0x80 ||
         std::string_view(" ,;/()'-").find(static_cast<char>(c)) != std::string_view::npos ||
         (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// An entity is never read as markup, and the comment parts an '@' from the name that would be
// notified.
std::string escaped(std::string_view bytes) {
  std::string text;
  for (const char c : visible(bytes)) {
    const auto byte = static_cast<unsigned char>(c);
    text += is_plain(byte) ? std::string(1, c) : "&#" + std::to_string(byte) + ";";
    if (c == '@') text += "<!-- -->";
  }
  return text;
}

// Text of the repository: in <code> a forge makes no link or reference of it either.
std::string literal(std::string_view bytes) {
  return "<code>" + escaped(brief(visible(bytes))) + "</code>";
}

std::string row(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) line += " " + cell + " |";
  return line + "\n";
}

std::string hotfix_row(const LedgerReport& report, const Hotfix& hotfix) {
  const std::string urgent = is_settled(hotfix.landing.state) ? "" : urgency(report, hotfix);
  return row({hotfix.overdue && is_debt(hotfix) ? "**" + urgent + "**" : urgent,
              "`" + short_id(hotfix.commit) + "` " + literal(hotfix.subject),
              std::string(state_name(hotfix.landing.state)), evidence_words(hotfix.landing),
              shown_time(hotfix.released_at), literal(hotfix.author)});
}

std::string table(const LedgerReport& report) {
  std::string text = row({"Due", "Hotfix", "State", "Evidence", "On production since", "By"}) +
                     "|---|---|---|---|---|---|\n";
  for (const Hotfix* hotfix : owed(report)) text += hotfix_row(report, *hotfix);
  for (const Hotfix* hotfix : waived(report)) text += hotfix_row(report, *hotfix);
  const std::vector<const Hotfix*> rest = settled(report);
  const std::size_t shown = std::min(kMostSettled, rest.size());
  for (std::size_t i = 0; i < shown; ++i) text += hotfix_row(report, *rest[i]);
  if (shown == rest.size()) return text;
  return text + "\nAnd " + std::to_string(rest.size() - shown) + " older ones that are settled.\n";
}

std::string introduction(const Step& step) {
  if (step.label == "look") return "Look at what is there:\n\n";
  if (step.label == "yes") return "If that is it, put it on record:\n\n";
  return step.label == "no" ? "If it is not:\n\n" : "";
}

// Indented, not fenced: a branch may have backticks in its name, but no line end.
std::string commands(const LedgerReport& report, const Hotfix& hotfix) {
  std::string text;
  for (const Step& step : steps(report, hotfix)) {
    text += "\n" + introduction(step);
    for (const std::string& command : step.commands) text += "    " + visible(command) + "\n";
  }
  return text;
}

std::string details(const LedgerReport& report, const Hotfix& hotfix) {
  std::string text =
      "\n`" + short_id(hotfix.commit) + "` " + std::string(state_name(hotfix.landing.state));
  if (!hotfix.landing.reason.empty()) text += ": " + literal(hotfix.landing.reason);
  return text + "\n" + commands(report, hotfix);
}

std::string waivers(const LedgerReport& report) {
  std::string text;
  for (const Hotfix* hotfix : waived(report)) {
    text +=
        "- waived `" + short_id(hotfix->commit) + "`: " + literal(hotfix->landing.reason) + "\n";
  }
  return text.empty() ? text : "\n" + text;
}

}  // namespace

std::string render_ledger_markdown(const LedgerReport& report) {
  std::string text = "### Hotfix ledger\n\n" + escaped(headline(report)) + "\n";
  if (!report.hotfixes.empty()) text += "\n" + table(report) + waivers(report);
  for (const Hotfix* hotfix : owed(report)) text += details(report, *hotfix);
  if (!report.hotfixes.empty()) text += "\n" + summary(report) + "\n";
  for (const std::string& note : report.notes) text += "\nNote: " + escaped(note) + "\n";
  return text;
}

}  // namespace hotfix
