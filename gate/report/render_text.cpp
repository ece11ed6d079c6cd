// SPDX-License-Identifier: MIT
#include <algorithm>

#include "gate/base/terminal.h"
#include "gate/base/visible.h"
#include "gate/report/render.h"
#include "rules/model/need_table.h"
#include "rules/support/fix.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kProse = 78;  // columns where no terminal says how many it has

class Writer {
 public:
  explicit Writer(const TextStyle& style)
      : paint_(style.color), width_(style.width == 0 ? kProse : style.width) {}

  Writer& raw(std::string_view text) {
    out_ += text;
    return *this;
  }
  Writer& styled(std::string_view style, std::string_view text) {
    out_ += paint_(style, text);
    return *this;
  }
  // `label` once, then the words of `text`, broken at the width and aligned.
  Writer& paragraph(std::string_view label, std::string_view text) {
    return raw(label).raw(wrapped(text, label.size(), width_)).raw("\n");
  }
  std::string take() { return std::move(out_); }

 private:
  Paint paint_;
  std::size_t width_;
  std::string out_;
};

std::string name_of(const Report& report) {
  if (!report.subject.branch.empty()) return visible(report.subject.branch);
  if (report.subject.kind == SubjectKind::message) return "this commit message";
  return short_id(report.subject.head);
}

std::size_t count_level(const Report& report, Level level) {
  return static_cast<std::size_t>(
      std::count_if(report.findings.begin(), report.findings.end(),
                    [level](const RuleFinding& found) { return found.finding.level == level; }));
}

void verdict_line(Writer& out, const Report& report, const TextStyle& style) {
  switch (report.verdict) {
    case Verdict::blocked:
      out.styled(kRed, "BLOCKED");
      break;
    case Verdict::undecided:
      out.styled(kYellow, "UNDECIDED");
      break;
    case Verdict::pass:
      out.styled(kGreen, "PASSED");
      break;
  }
  out.raw("  ").styled(kBold, name_of(report));
  if (report.verdict == Verdict::undecided && style.hook) {
    out.raw(style.undecided_blocks ? " could not be judged; the policy refuses such a push"
                                   : " could not be judged; the push goes on, CI will decide");
  }
  out.raw("\n");
}

void finding_lines(Writer& out, const Finding& finding) {
  const std::string place = finding.path.empty() ? std::string{}
                            : finding.line == 0  ? finding.path
                                                : finding.path + ":" + std::to_string(finding.line);
  if (!place.empty() && finding.message.find(finding.path) == std::string::npos) {
    out.raw("      ").raw(visible(place)).raw("\n");
  }
  for (const std::string& detail : shown_details(finding.details))
    out.raw("      ").raw(visible(detail)).raw("\n");
}

// Each on a line of its own that is never broken: they must survive being pasted.
void command_lines(Writer& out, std::string_view label, const std::vector<std::string>& commands) {
  for (const std::string& command : paste_lines(commands)) {
    out.raw(label).styled(kBold, visible(command)).raw("\n");
    label = "         ";
  }
}

void fix_lines(Writer& out, const Finding& finding) {
  command_lines(out, "    fix  ", finding.fix);
  const std::string_view label = finding.fix.empty() ? "    do   " : "    note ";
  if (!finding.hint.empty()) out.paragraph(label, visible(finding.hint));
  for (const Advice& advice : finding.advice) {
    const std::string words = visible(advice.words) + (advice.commands.empty() ? "" : ":");
    out.paragraph(label, words);
    command_lines(out, "         ", advice.commands);
  }
}

std::string name_of(const Rule& rule, const Report& report, const TextStyle& style) {
  if (!style.links || report.rules_url.empty()) return std::string(rule.id);
  return linked(report.rules_url + "#" + std::string(rule.id), rule.id);
}

// What a program may look for in a log stays on its line.
std::string message_text(const Finding& finding, std::size_t indent, const TextStyle& style) {
  const std::string text =
      (finding.level == Level::error ? "" : "(warning) ") + visible(finding.message);
  return style.width == 0 ? text : wrapped(text, indent, style.width);
}

void rule_group(Writer& out, const Report& report, const Rule& rule, const TextStyle& style) {
  for (const RuleFinding& found : report.findings) {
    if (found.rule != &rule) continue;
    const bool error = found.finding.level == Level::error;
    out.raw("\n  ").styled(error ? kRed : kYellow, name_of(rule, report, style)).raw("  ");
    out.raw(message_text(found.finding, rule.id.size() + 4, style)).raw("\n");
    finding_lines(out, found.finding);
    fix_lines(out, found.finding);
  }
  out.paragraph("    why  ", rule.why);
}

bool has_finding(const Report& report, const Rule& rule, Level level) {
  return std::any_of(report.findings.begin(), report.findings.end(), [&](const RuleFinding& found) {
    return found.rule == &rule && found.finding.level == level;
  });
}

// What blocks comes first: it is what has to be read.
void findings(Writer& out, const Report& report, const TextStyle& style) {
  for (const Rule* rule : report.rules) {
    if (has_finding(report, *rule, Level::error)) rule_group(out, report, *rule, style);
  }
  for (const Rule* rule : report.rules) {
    const bool warns = has_finding(report, *rule, Level::warning);
    if (warns && !has_finding(report, *rule, Level::error)) rule_group(out, report, *rule, style);
  }
}

// Rules that are undecided for the same reason are reported once.
void undecided(Writer& out, const Report& report) {
  std::vector<std::pair<const Undecided*, std::string>> groups;
  for (const Undecided& one : report.undecided) {
    const auto known = std::find_if(groups.begin(), groups.end(), [&one](const auto& group) {
      return group.first->reason == one.reason;
    });
    if (known == groups.end()) {
      groups.emplace_back(&one, std::string(one.rule->id));
    } else {
      known->second.append(", ").append(one.rule->id);
    }
  }
  for (const auto& [one, rules] : groups) {
    out.raw("\n  ").styled(kYellow, "undecided").raw("  ").raw(visible(one->reason)).raw("\n");
    out.raw("    fix  ").styled(kBold, visible(one->fix)).raw("\n");
    out.paragraph("    for  ", rules);
  }
}

void waived(Writer& out, const Report& report) {
  for (const Waived& one : report.waived) {
    out.raw("\n  ").styled(kYellow, "waived").raw("  ").raw(one.rule->id).raw(": ");
    out.raw(visible(one.reason)).raw(" (").raw(short_id(one.commit)).raw(")\n");
    for (const Finding& finding : one.findings) {
      out.raw("      ").raw(visible(finding.message)).raw("\n");
    }
  }
}

// "1 code file +3 -1; not counted: 1 test file +80 -3, 1 vendored file +0 -0 and 4.1 MB"
std::string diff_line(const Report& report) {
  const std::string counted = diff_words(report, true), beside = diff_words(report, false);
  if (beside.empty()) return counted;
  return counted + (counted.empty() ? "" : "; ") + "not counted: " + beside;
}

// What a push did not wait for.
std::string left_to_ci(const Report& report) {
  std::string words;
  for (const Need need : kNeeds) {
    if (!has(report.left_to_ci, need)) continue;
    words += (words.empty() ? "" : "; ") + std::string(words_of(need));
  }
  return words.empty() ? words : "not looked at here, CI will: " + words;
}

// "origin/kars-prod 0123456789ab"; the id alone where that is what somebody named.
std::string production_of(const Report& report) {
  const std::string id = short_id(report.refs.production_id);
  return report.refs.production_ref == id ? id : visible(report.refs.production_ref) + " " + id;
}

void closing_lines(Writer& out, const Report& report, const TextStyle& style) {
  std::string line = count(count_level(report, Level::error), "error") + ", " +
                     count(count_level(report, Level::warning), "warning") + ", " +
                     std::to_string(report.waived.size()) + " waived, " +
                     std::to_string(report.undecided.size()) + " undecided";
  out.raw("\n  ").raw(line).raw("\n");
  if (report.subject.kind != SubjectKind::message && !report.subject.head.empty()) {
    std::string judged = "judged " + short_id(report.subject.head);
    if (!report.refs.production_id.empty()) judged += " against " + production_of(report);
    out.styled(kDim, "  " + judged).raw("\n");
  }
  if (!style.hook && !report.diff.empty())
    out.styled(kDim, "  diff: " + diff_line(report)).raw("\n");
  if (report.findings.size() > 1) {
    out.styled(kDim, "  fix one finding at a time, from the top, and try again").raw("\n");
  }
  if (const std::string left = left_to_ci(report); !left.empty()) out.paragraph("  note: ", left);
  for (const std::string& note : report.notes) out.paragraph("  note: ", visible(note));
  if (!report.findings.empty()) {
    const std::string_view rule = report.findings.front().rule->id;
    out.styled(kDim, "  more: hotfix-lint explain " + std::string(rule)).raw("\n");
  }
}

bool has_nothing_to_say(const Report& report) {
  return report.verdict == Verdict::pass && report.findings.empty() && report.waived.empty() &&
         report.undecided.empty();
}

}  // namespace

std::string render_text(const Report& report, const TextStyle& style) {
  if (style.hook && has_nothing_to_say(report)) {
    const std::string left = left_to_ci(report);
    return left.empty() ? left : name_of(report) + ": " + left + "\n";
  }
  Writer out(style);
  verdict_line(out, report, style);
  findings(out, report, style);
  undecided(out, report);
  waived(out, report);
  closing_lines(out, report, style);
  return out.take();
}

}  // namespace hotfix
