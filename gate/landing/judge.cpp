// SPDX-License-Identifier: MIT
#include "gate/landing/judge.h"

#include <algorithm>
#include <cmath>

#include "gate/landing/evidence/message_hints.h"
#include "gate/landing/evidence/moves.h"
#include "gate/landing/evidence/undone.h"
#include "gate/landing/plain.h"
#include "gate/memory/records.h"
#include "rules/model/registry.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr double kMillion = 1e6;  // a share is kept in millionths

Landing landing_by(LandingState state, LandingSignal signal, const Oid& commit,
                   const std::string& reason) {
  Landing landing;
  landing.state = state;
  landing.signal = signal;
  landing.evidence = {commit.hex()};
  landing.reason = reason;
  return landing;
}

class Judge {
 public:
  Judge(LandingIndex& index, const LandingQuestion& question)
      : index_(index), question_(question), hotfix_(question.change.tip) {
    is_on_production_ =
        question.production && index_.windows.is_ancestor(hotfix_, *question.production);
  }

  LandingJudgement run() {
    if (auto landing = withdrawn()) return {*landing, false};
    Evidence evidence = search(index_, question_.change, question_.onto, question_.used);
    const bool is_forgiven = forgive_what_production_lacks(evidence);
    Landing landing = decide(evidence);
    if (is_there(landing.state)) {
      return {std::move(landing), evidence.now.possible <= kInEffect};
    }
    if (auto earlier = was_there_before(evidence, landing)) return {*earlier, false};
    if (landing.state == LandingState::lost) {
      if (auto shared = undone_on_both(evidence, landing, is_forgiven)) return {*shared, false};
    }
    if (auto waived = waived_by_itself()) return {*waived, false};
    if (auto together = landed_with_successor()) return {*together, false};
    if (auto claimed = testified(landing.state)) return {*claimed, false};
    return {std::move(landing), false};
  }

 private:
  // A part that production itself took back is not owed, nor one where both have the same lines.
  // One that production has in a form of its own is: a later commit may have only tidied it. True:
  // there was one to forgive.
  bool forgive_what_production_lacks(Evidence& evidence) {
    const auto absent = [](const MaterialPart& part) { return is_absent(part.state); };
    if (!is_on_production_ || std::none_of(evidence.parts.begin(), evidence.parts.end(), absent)) {
      return false;
    }
    const std::vector<MaterialPart> there = parts_on_production();
    bool is_any = false;
    for (std::size_t i = 0; i < evidence.parts.size(); ++i) {
      const bool is_alike = there[i].form == evidence.parts[i].form;
      if (!absent(evidence.parts[i])) continue;
      if (there[i].state != PartState::absent && !is_alike) continue;
      evidence.parts[i].state = PartState::replaced;
      is_any = true;
    }
    return is_any;
  }

  // The merge that brought the hotfix, and the branch's own lines for all or a part of it.
  std::optional<Oid> merge_without_it(const Evidence& now, const Landing& landing) const {
    if (!now.is_ancestor) return now.part_left_out;
    const std::vector<std::string> entry = {now.entry.hex()};
    const bool is_lost = landing.state == LandingState::lost && now.entry != hotfix_;
    return is_lost && landing.evidence == entry ? std::optional(now.entry) : std::nullopt;
  }

  // A merge that brings it and keeps the branch's own form of it takes nothing away.
  std::optional<Landing> was_there_before(const Evidence& now, const Landing& open) {
    const auto merge = merge_without_it(now, open);
    const auto parents = merge ? index_.graph.parents(*merge) : std::vector<Oid>();
    if (parents.empty()) return std::nullopt;
    Evidence before = search(index_, question_.change, parents.front(), question_.used);
    forgive_what_production_lacks(before);
    Landing landing = decide(before);
    if (!is_there(landing.state)) return std::nullopt;
    for (std::size_t i = 0; i < now.parts.size(); ++i) {
      if (is_absent(now.parts[i].state) && now.parts[i].form != before.parts.at(i).form) {
        return std::nullopt;
      }
    }
    if (!now.is_ancestor) return landing;
    landing.state = LandingState::landed;
    landing.signal = LandingSignal::ancestry;
    landing.reason = "the very commit is there, in the form that the branch had before";
    landing.evidence.push_back(now.entry.hex());
    return landing;
  }

  // Production lacks it as well, by the same commit or by what came of it: development does not owe
  // it. Whether production lost it is another question (production_loss.h).
  std::optional<Landing> undone_on_both(const Evidence& evidence, const Landing& lost,
                                        bool is_forgiven) {
    const bool is_owed = std::any_of(evidence.parts.begin(), evidence.parts.end(),
                                     [](const auto& part) { return is_absent(part.state); });
    if (!is_on_production_ || is_owed || lost.evidence.empty()) return std::nullopt;
    const Oid undoing = parse_oid(lost.evidence.front());
    const bool is_shared = index_.windows.is_ancestor(undoing, *question_.production);
    if (!is_shared && !is_forgiven) return std::nullopt;
    const std::string id = short_id(undoing.hex());
    return landing_by(LandingState::withdrawn, LandingSignal::undone, undoing,
                      is_shared ? "production has " + id + " too, which undid it"
                                : id + " undid it, and production lacks it too");
  }

  std::vector<MaterialPart> parts_on_production() {
    const Oid tree = index_.graph.header(*question_.production).tree;
    const Places places = follow_moves(index_.graph, index_.windows, index_.contents,
                                       question_.change, *question_.production);
    ChangeParts parts(index_.contents, question_.change, index_.is_material);
    return parts.in([&](const std::string& path) {
      return entry_in(index_.graph.repository(), tree, places, path);
    });
  }

  // Most of the change is gone from production, and not only replaced there.
  bool has_gone_from_production() {
    double all = 0, gone = 0;
    for (const MaterialPart& part : parts_on_production()) {
      all += part.weight;
      if (is_absent(part.state)) gone += part.weight;
    }
    return all > 0 && gone >= kMost * all;
  }

  // Does the commit say that it reverts the hotfix, or do its very inverse and nothing else? A
  // squash or a release that takes it out among other work withdraws nothing.
  bool only_takes_back(const Oid& commit) {
    const auto claims = revert_claims(index_.graph.commit(commit).message);
    if (std::any_of(claims.begin(), claims.end(), [this](const RevertClaim& claim) {
          return hotfix_.hex().starts_with(claim.reverted);
        })) {
      return true;
    }
    std::unordered_set<std::string> own;
    for (const FilePart& part : question_.change.files) own.insert(part.entry.path);
    const std::vector<TreeChange> changes = changes_of(index_.graph, commit);
    return std::all_of(changes.begin(), changes.end(), [&](const TreeChange& change) {
      return own.contains(change.path) || !index_.is_material(change.path);
    });
  }

  // Production no longer has the change, because a commit there reverted it.
  std::optional<Landing> withdrawn() {
    if (!is_on_production_ || question_.change.files.empty()) return std::nullopt;
    std::vector<TreeChange> changes;
    for (const FilePart& part : question_.change.files) changes.push_back(part.entry);
    const Oid tree = index_.graph.header(*question_.production).tree;
    if (has_result(index_.graph.repository(), changes, tree)) return std::nullopt;
    const auto undone = taken_back(index_, question_.change, *question_.production);
    if (!undone || !only_takes_back(*undone)) return std::nullopt;
    return landing_by(LandingState::withdrawn, LandingSignal::reverted, *undone,
                      "production took it back with " + short_id(undone->hex()));
  }

  // `Hotfix-Waive: backport <reason>` in the hotfix itself.
  std::optional<Landing> waived_by_itself() {
    for (const Waiver& waiver : waivers_of(index_.graph.commit(question_.commit))) {
      if (waiver.rule != rule_with(Role::backport).id || !says_something(waiver.reason)) continue;
      return landing_by(LandingState::waived, LandingSignal::waiver, question_.commit,
                        "waived: " + waiver.reason);
    }
    return std::nullopt;
  }

  std::optional<Landing> testified(LandingState state) {
    const auto commits = index_.windows.with_hotfix_trailer(hotfix_, question_.onto);
    const auto testimony =
        testimony_about(index_.graph, commits, question_.commit, rule_with(Role::backport));
    if (!testimony) return std::nullopt;
    if (testimony->kind == Testimony::Kind::waived) {
      return landing_by(LandingState::waived, LandingSignal::waiver, testimony->commit,
                        "waived: " + testimony->reason);
    }
    if (state != LandingState::uncertain) return std::nullopt;
    return landing_by(LandingState::adapted, LandingSignal::testimony, testimony->commit,
                      "a trailer on the branch says that it is there");
  }

  // A later production commit changed the same lines, and the branch took both in one commit: by
  // itself the first is not there, and is not owed. A commit that took the first out is no such.
  std::optional<Landing> landed_with_successor() {
    if (!is_on_production_) return std::nullopt;
    const auto successor = newest_successor();
    if (!successor || has_gone_from_production()) return std::nullopt;
    const Change both = change_up_to(*successor);
    if (both.files.empty()) return std::nullopt;
    Landing landing = decide(search(index_, both, question_.onto, question_.used));
    if (!is_there(landing.state)) return std::nullopt;
    landing.state = LandingState::adapted;
    landing.reason =
        short_id(successor->hex()) + " changed it on production, and the two together are there";
    return landing;
  }

  std::optional<Oid> newest_successor() {
    std::unordered_set<std::string> paths;
    for (const FilePart& part : question_.change.files) paths.insert(part.entry.path);
    std::optional<Oid> newest;
    for (const Candidate& later : index_.windows.touching(hotfix_, *question_.production, paths)) {
      const bool replaces =
          coverage_of(index_.contents, question_.change, later.changes, {}, Direction::undoes) > 0;
      if (replaces && !index_.windows.is_ancestor(later.commit, question_.onto)) {
        newest = later.commit;
      }
    }
    return newest;
  }

  // From before the hotfix to after the successor, in the files that the two touch.
  Change change_up_to(const Oid& successor) {
    std::unordered_set<std::string> paths;
    for (const FilePart& part : question_.change.files) paths.insert(part.entry.path);
    for (const FilePart& part : read_change(index_.graph, index_.contents, successor).files) {
      paths.insert(part.entry.path);
    }
    Change both = read_change(index_.graph.repository(), index_.contents, successor,
                              question_.change.before, index_.graph.header(successor).tree);
    std::erase_if(both.files,
                  [&](const FilePart& part) { return !paths.contains(part.entry.path); });
    both.weight = 0;
    for (const FilePart& part : both.files) both.weight += part.weight;
    return both;
  }

  LandingIndex& index_;
  const LandingQuestion& question_;
  Oid hotfix_;
  bool is_on_production_ = false;
};

}  // namespace

std::string to_bytes(const LandingJudgement& judgement) {
  const Landing& landing = judgement.landing;
  RecordWriter writer;
  writer.put(static_cast<std::uint8_t>(landing.state));
  writer.put(static_cast<std::uint8_t>(landing.signal));
  writer.put(static_cast<std::uint8_t>(judgement.is_in_effect));
  writer.put(static_cast<std::uint32_t>(std::lround(landing.similarity * kMillion)));
  writer.put_text(landing.reason);
  writer.put(static_cast<std::uint32_t>(landing.parts.size()));
  for (const LandingPart& part : landing.parts) {
    writer.put_text(part.path);
    writer.put(static_cast<std::uint64_t>(part.first));
    writer.put(static_cast<std::uint64_t>(part.last));
    writer.put(static_cast<std::uint8_t>(part.state));
  }
  for (const std::string& id : landing.evidence) writer.put_text(id);
  return writer.bytes();
}

static LandingPart take_part(RecordReader& reader) {
  LandingPart part;
  part.path = reader.take_text();
  part.first = reader.take<std::uint64_t>();
  part.last = reader.take<std::uint64_t>();
  const auto state = reader.take<std::uint8_t>();
  const bool is_known = state <= static_cast<std::uint8_t>(PartState::unclear);
  part.state = is_known ? static_cast<PartState>(state) : PartState::unclear;
  return part;
}

std::optional<LandingJudgement> judgement_of(std::string_view bytes) {
  RecordReader reader(bytes);
  LandingJudgement judgement;
  Landing& landing = judgement.landing;
  const auto state = reader.take<std::uint8_t>();
  const auto signal = reader.take<std::uint8_t>();
  judgement.is_in_effect = reader.take<std::uint8_t>() != 0;
  landing.similarity = reader.take<std::uint32_t>() / kMillion;
  landing.reason = reader.take_text();
  const auto parts = reader.take<std::uint32_t>();
  for (std::uint32_t i = 0; i < parts && reader.ok(); ++i)
    landing.parts.push_back(take_part(reader));
  while (reader.ok() && !reader.done()) landing.evidence.emplace_back(reader.take_text());
  const bool is_known = state < static_cast<std::uint8_t>(LandingState::undecided) &&
                        signal < std::size(kLandingSignals);
  if (!reader.ok() || !is_known) return std::nullopt;
  landing.state = static_cast<LandingState>(state);
  landing.signal = static_cast<LandingSignal>(signal);
  return judgement;
}

LandingJudgement judge_landing(LandingIndex& index, const LandingQuestion& question) {
  return Judge(index, question).run();
}

}  // namespace hotfix
