// SPDX-License-Identifier: MIT
#include "gate/gather.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <unordered_set>

#include "gate/arrivals.h"
#include "gate/backport_of.h"
#include "gate/error.h"
#include "gate/event.h"
#include "gate/git/attributes.h"
#include "gate/git/changes.h"
#include "gate/git/merge.h"
#include "gate/git/revert.h"
#include "gate/git/trailers.h"
#include "gate/landing/forecast.h"
#include "gate/landing/landing.h"
#include "gate/landing/ledger.h"
#include "gate/landing/promotion.h"
#include "gate/origin.h"
#include "rules/text.h"

namespace hotfix {

namespace {

class Gatherer {
 public:
  Gatherer(const Context& context, const Subject& subject, const PullRequest* pull_request)
      : context_(context), graph_(context.repository), head_(parse_oid(subject.head)) {
    facts_.subject = subject;
    if (pull_request != nullptr) facts_.pull_request = *pull_request;
    facts_.refs = context.refs;
  }

  Facts run(Need needs) {
    if (facts_.subject.kind == SubjectKind::production ||
        facts_.subject.kind == SubjectKind::development) {
      of_update(needs);
    } else {
      of_branch(needs);
    }
    return std::move(facts_);
  }

 private:
  void of_update(Need needs) {
    const Need on_update = Need::update | Need::reverts | Need::promotion | Need::arrivals;
    if (has(needs, on_update)) attempt(needs_within(needs, on_update), [&] { update(); });
    if (!facts_.update) return;
    if (has(needs, Need::reverts)) attempt(Need::reverts, [&] { reverts(); });
    if (has(needs, Need::promotion)) attempt(Need::promotion, [&] { promotion_by_this_push(); });
    if (has(needs, Need::arrivals)) attempt(Need::arrivals, [&] { arrivals(); });
  }

  // Everything about a branch stands on its history, so that comes first.
  void of_branch(Need needs) {
    const Need on_history =
        Need::history | Need::origin | Need::changes | Need::lines | Need::reverts | Need::forecast;
    if (has(needs, on_history)) attempt(needs_within(needs, on_history), [&] { history(needs); });
    if (facts_.history) {
      if (has(needs, Need::origin)) attempt(Need::origin, [&] { origin(); });
      if (has(needs, Need::lines)) attempt(Need::lines, [&] { changes(true); });
      if (has(needs, Need::changes) && !facts_.changes) {
        attempt(Need::changes, [&] { changes(false); });
      }
      if (has(needs, Need::reverts)) attempt(Need::reverts, [&] { reverts(); });
      if (has(needs, Need::forecast)) attempt(Need::forecast, [&] { backport_forecast(); });
    }
    if (has(needs, Need::debts)) attempt(Need::debts, [&] { debts(); });
    if (has(needs, Need::promotion)) attempt(Need::promotion, [&] { promotion_by_any_kind(); });
    if (has(needs, Need::containment)) attempt(Need::containment, [&] { containment(); });
    if (has(needs, Need::claims)) attempt(Need::claims, [&] { claims(); });
  }

  static Need needs_within(Need needs, Need mask) {
    return static_cast<Need>(static_cast<unsigned>(needs) & static_cast<unsigned>(mask));
  }

  void attempt(Need need, const std::function<void()>& find_out) {
    try {
      find_out();
    } catch (const Undecidable& unknown) {
      facts_.unknown.push_back({need, unknown.what(), unknown.remedy});
    }
  }

  Oid production() const {
    return require(context_.refs.production_id, context_.refs.production, "production");
  }
  Oid development() const {
    return require(context_.refs.development_id, context_.refs.development, "development");
  }
  Oid require(const std::string& id, const std::string& name, const std::string& role) const {
    if (!id.empty()) return parse_oid(id);
    throw Undecidable("the " + role + " branch " + context_.remote + "/" + name + " is not here",
                      fetch_command(context_.home, name) + "   # or, if it has another name: " +
                          "git config hotfix." + role + " <name>");
  }

  std::vector<Commit> commits(const std::vector<Oid>& ids) const {
    std::vector<Commit> result;
    for (const Oid& id : ids) result.push_back(graph_.commit(id));
    return result;
  }

  Oid tree(const Oid& commit) { return graph_.header(commit).tree; }

  void require_head() const {
    if (context_.repository.contains(head_)) return;
    throw Undecidable("commit " + short_id(facts_.subject.head) + " is not here",
                      "git fetch " + shell_quote(context_.remote));
  }

  void history(Need needs) {
    require_head();
    const Divergence parted = diverge(graph_, production(), head_);
    ahead_ = parted.ahead;
    merge_bases_ = parted.merge_bases;
    History found;
    found.commits = commits(ahead_);
    for (const Oid& base : merge_bases_) found.merge_bases.push_back(base.hex());
    found.behind = parted.behind;
    if (context_.fetched_at >= 0) {
      found.production_age = std::max<std::int64_t>(0, context_.now - context_.fetched_at);
    }
    for (const Commit& commit : found.commits) {
      const auto waivers = waivers_of(commit);
      facts_.waivers.insert(facts_.waivers.end(), waivers.begin(), waivers.end());
      for (const Trailer& trailer : trailers_of(commit.message)) {
        if (trailer.key == "severity") found.severities.push_back(trailer.value);
      }
    }
    found.updates = updates();
    if (found.behind > 0 && has(needs, Need::origin)) found.overlap = overlap();
    facts_.history = std::move(found);
  }

  // Merges of production, as a forge's "Update branch" makes them.
  std::vector<std::string> updates() {
    const std::unordered_set<Oid> own(ahead_.begin(), ahead_.end());
    std::vector<std::string> found;
    for (const Oid& id : ahead_) {
      const CommitHeader header = graph_.header(id);
      const bool takes_production = header.parents.size() == 2 && !own.contains(header.parents[1]);
      if (!takes_production || !own.contains(header.parents[0])) continue;
      const CommitMerge made = merge_commits(graph_, header.parents[0], header.parents[1]);
      if (made.conflicts.empty() && made.tree == header.tree) found.push_back(id.hex());
    }
    return found;
  }

  // What a branch that came by way of development changes itself: all else goes with the repair of
  // production-base. Only where that rule is sure to block; otherwise all of it would be merged.
  bool judges_own_changes_only() const {
    const RuleSetting& base = context_.policy.setting("production-base");
    return facts_.origin && facts_.origin->tips.size() == 1 && base.level == Level::error &&
           !base.waivable;
  }

  // What the branch changes, seen from the merge base. After a criss-cross there are several: then
  // what is as production has it now is no change of this branch.
  std::vector<TreeChange> tree_changes() {
    if (merge_bases_.empty()) {
      throw Undecidable(
          "the branch shares no history with production, so what it changes is not known",
          "git log --oneline " + short_id(facts_.subject.head));
    }
    if (judges_own_changes_only()) {
      return diff_trees(context_.repository, tree(parse_oid(facts_.origin->tips.front())),
                        tree(head_));
    }
    std::vector<TreeChange> changes =
        diff_trees(context_.repository, tree(merge_bases_.front()), tree(head_));
    if (merge_bases_.size() > 1) {
      const Oid released = tree(production());
      std::erase_if(changes, [&](const TreeChange& change) {
        return find_path(context_.repository, released, change.path) == change.after;
      });
    }
    return changes;
  }

  // Counted files that production changed too, and to something else than the branch did.
  std::vector<std::string> overlap() {
    if (merge_bases_.empty()) return {};
    std::unordered_map<std::string, TreeEntry> moved;
    for (const TreeChange& change :
         diff_trees(context_.repository, tree(merge_bases_.front()), tree(production()))) {
      moved.emplace(change.path, change.after);
    }
    std::vector<std::string> both;
    for (const TreeChange& change : tree_changes()) {
      const auto found = moved.find(change.path);
      const PathClass path_class = context_.policy.classify(change.path);
      const bool counts = path_class == PathClass::code || path_class == PathClass::config;
      if (counts && found != moved.end() && found->second != change.after)
        both.push_back(change.path);
    }
    return both;
  }

  void origin() {
    development();  // unknown without it
    facts_.origin = origin_of(graph_, context_, facts_.subject, ahead_);
  }

  PathClass classify(const Attributes& attributes, const std::string& path) const {
    const PathClass by_path = context_.policy.classify(path);
    if (by_path != PathClass::code && by_path != PathClass::config) return by_path;
    if (attributes.vendored(path)) return PathClass::vendored;
    return attributes.generated(path) ? PathClass::generated : by_path;
  }

  void changes(bool lines) {
    const Attributes attributes(context_.repository, production());
    // A file that moves out of the code, or a test that moves into it, is not the same file
    // renamed.
    const auto same_class = [&](const std::string& old_path, const std::string& new_path) {
      return classify(attributes, old_path) == classify(attributes, new_path);
    };
    const std::vector<TreeChange> found = tree_changes();
    std::vector<ChangedFile> files;
    try {
      files = changed_files(context_.repository, found, lines, same_class);
    } catch (const Undecidable& missing) {
      if (!context_.repository.is_partial()) throw;
      // One request for all of it, where reading one object at a time would make hundreds.
      throw Undecidable(
          missing.what(),
          "git diff --numstat " + facts_.history->merge_bases.front() + " " + facts_.subject.head);
    }
    for (ChangedFile& file : files) {
      file.path_class = classify(attributes, file.path);
      file.manifest = context_.policy.manifests(file.path);
    }
    facts_.changes = std::move(files);
  }

  void update() {
    Update found;
    const Subject& subject = facts_.subject;
    if (subject.head.empty()) {
      found.kind = Update::Kind::remove;
    } else if (subject.old_head.empty()) {
      found.kind = Update::Kind::create;
    } else {
      found.kind = moves_forward(parse_oid(subject.old_head)) ? Update::Kind::fast_forward
                                                              : Update::Kind::rewrite;
    }
    const bool is_news = subject.kind == SubjectKind::production && !is_released_at_home();
    if (found.kind == Update::Kind::fast_forward && is_news) {
      const Oid old_tip = parse_oid(subject.old_head);
      ahead_ = diverge(graph_, old_tip, head_).ahead;
      found.commits = commits(ahead_);
      found.reverts_tip = reverts_tip(graph_, old_tip, ahead_);
    }
    if (found.kind == Update::Kind::rewrite) found.dropped = dropped();
    facts_.update = std::move(found);
  }

  // Newest first; none where what was there before is not here.
  std::vector<Commit> dropped() {
    const Oid old_tip = parse_oid(facts_.subject.old_head);
    if (!context_.repository.contains(old_tip)) return {};
    std::vector<Oid> ids = diverge(graph_, head_, old_tip).ahead;
    std::reverse(ids.begin(), ids.end());
    return commits(ids);
  }

  // A mirror or a fork that is brought up to what production already is.
  bool is_released_at_home() {
    if (context_.home == context_.remote) return false;
    const auto tip = context_.repository.commit_of_ref("refs/remotes/" + context_.home + "/" +
                                                       context_.refs.production);
    return tip && is_ancestor(graph_, head_, *tip);
  }

  bool moves_forward(const Oid& old_tip) {
    require_head();
    // A history that has a commit has its object too: one that is not here cannot be an ancestor.
    if (!context_.repository.contains(old_tip) && context_.repository.shallow().empty())
      return false;
    return is_ancestor(graph_, old_tip, head_);
  }

  // The forge's revert button may leave no id in the commit: only a number, in the branch's name
  // and in the description.
  RevertQuestion revert_question() const {
    const Subject& subject = facts_.subject;
    RevertQuestion question;
    question.production = parse_oid(facts_.update ? subject.old_head : context_.refs.production_id);
    question.pull_request = reverted_request_of_branch(subject.branch);
    if (question.pull_request == 0 && facts_.pull_request) {
      question.pull_request = reverted_request(facts_.pull_request->body);
    }
    return question;
  }

  void reverts() {
    const RevertQuestion question = revert_question();
    std::vector<Revert> found;
    for (const Oid& id : ahead_) {
      // One that cannot be compared leaves exact-revert undecided, and is no exact revert for the
      // others.
      attempt(Need::reverts, [&] {
        if (const auto revert = revert_of(graph_, id, question)) found.push_back(*revert);
      });
    }
    facts_.reverts = std::move(found);
  }

  void containment() {
    require_head();
    const Oid released = production(), target = development();
    Lander on_production(graph_), on_development(graph_, released);
    Containment found{on_production.branch(head_, released), on_development.branch(head_, target)};
    for (const Landing* landing : {&found.production, &found.development}) {
      if (landing->state == LandingState::undecided) {
        throw Undecidable(landing->reason, landing->remedy);
      }
    }
    facts_.containment = std::move(found);
  }

  void backport_forecast() {
    const Oid target = development();
    facts_.forecast =
        forecast(graph_, {tree_changes(), merge_bases_.front(), target, context_.refs.development});
  }

  // A push tells of them once, when the branch is new: after that, in an emergency, it is not worth
  // the wait.
  void debts() {
    if (facts_.subject.stage == Stage::push && !facts_.subject.old_head.empty()) {
      facts_.debts = std::vector<Hotfix>{};
      return;
    }
    const LedgerQuestion question{production(), development(), context_.now};
    Lander lander(graph_, question.production);
    std::vector<Hotfix> owed = ledger(graph_, lander, context_.policy, question);
    std::erase_if(owed, [](const Hotfix& hotfix) { return is_settled(hotfix.landing.state); });
    facts_.debts = std::move(owed);
  }

  // Only what moves production to something new can be a promotion.
  void promotion_by_this_push() {
    const Update& update = *facts_.update;
    const bool moves =
        update.kind == Update::Kind::rewrite || update.kind == Update::Kind::fast_forward;
    if (!moves || update.reverts_tip || is_released_at_home()) {
      facts_.promotion = Promotion{};
      return;
    }
    const Oid before = parse_oid(facts_.subject.old_head);
    facts_.promotion =
        promotion_by_push(graph_, context_.policy, {before, development(), context_.now}, head_);
  }

  void promotion_by_any_kind() {
    require_head();
    facts_.promotion =
        promotion_ahead(graph_, context_.policy, {production(), head_, context_.now});
  }

  void arrivals() {
    if (facts_.subject.old_head.empty()) {
      facts_.arrivals = std::vector<Arrival>{};
      return;
    }
    facts_.arrivals = arrivals_of(graph_, context_.policy,
                                  {parse_oid(facts_.subject.old_head), head_, development()});
  }

  void claims() {
    require_head();
    facts_.backport =
        backport_of(graph_, context_.policy, facts_.subject, {production(), development(), head_});
  }

  const Context& context_;
  Graph graph_;
  Oid head_;
  Facts facts_;
  std::vector<Oid> ahead_, merge_bases_;
};

// Nobody but the forge knows these, and the programs ask nobody.
void note_unasked(Facts& facts, Need needs) {
  const std::string remedy =
      "give them with --pr-json FILE, which is what this prints: gh pr view <number> --json " +
      std::string(kLiveFields);
  if (!facts.pull_request && has(needs, Need::pull_request | Need::reviews)) {
    facts.unknown.push_back(
        {Need::pull_request | Need::reviews,
         "the title, body, labels and reviews of the pull request are not known", remedy});
  } else if (has(needs, Need::reviews) && !facts.pull_request->reviews) {
    facts.unknown.push_back(
        {Need::reviews, "the reviews of the pull request are not known", remedy});
  }
}

}  // namespace

Facts gather(const Context& context, const Subject& subject, Need needs,
             const PullRequest* pull_request) {
  Facts facts = Gatherer(context, subject, pull_request).run(needs);
  note_unasked(facts, needs);
  return facts;
}

}  // namespace hotfix
