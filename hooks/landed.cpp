// SPDX-License-Identifier: MIT
#include "hooks/landed.h"

#include <algorithm>
#include <istream>
#include <ostream>
#include <sstream>
#include <unordered_map>

#include "gate/base/error.h"
#include "gate/landing/landing.h"
#include "gate/landing/picks.h"
#include "gate/report/ledger/render_landing.h"
#include "gate/request/context.h"
#include "gate/request/revision.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// What a person named: a commit, and whether they named it as a branch.
struct Target {
  Oid id;
  bool is_branch = false;
};

Landing undecided(const std::string& reason, const std::string& fix) {
  Landing landing;
  landing.reason = reason;
  landing.fix = fix;
  return landing;
}

// One run: what was learned for one question serves the next.
class Session {
 public:
  Session(const Request& request, const LandedOptions& options, std::ostream& out)
      : request_(request),
        options_(options),
        context_(open_context(request, true)),
        graph_(context_.repository),
        index_(graph_, context_.policy),
        lander_(index_, production()),
        out_(out) {}

  void answer_arguments() {
    const Oid onto = resolve_onto();
    for (const std::string& revision : options_.revisions) {
      if (const auto range = parse_range(revision)) {
        ask_range(*range, onto);
      } else {
        ask(target(revision), revision, onto);
      }
      if (!out_) return;
    }
  }

  void answer_lines(std::istream& in) {
    const Oid usual = resolve_onto();
    for (std::string line; out_ && std::getline(in, line);) answer_line(line, usual);
  }

  int status() const {
    return static_cast<int>(unsettled_   ? ExitStatus::blocked
                            : undecided_ ? ExitStatus::undecided
                                         : ExitStatus::pass);
  }

 private:
  std::optional<Oid> production() const {
    const Oid tip = parse_oid(context_.refs.production_id);
    return tip == Oid{} ? std::nullopt : std::optional(tip);
  }

  // The zero id: nobody named a branch, and there is no development branch.
  Oid resolve_onto() {
    return options_.onto.empty() ? parse_oid(context_.refs.development_id)
                                 : target(options_.onto).id;
  }

  bool is_commit(const Oid& id) {
    try {
      return id != Oid{} && !graph_.header(id).tree.hex().empty();
    } catch (const Undecidable&) {
      return false;
    }
  }

  // Full ids are taken as they are; git is asked once about any other name.
  Target target(const std::string& name) {
    if (const Oid id = parse_oid(name); is_commit(id)) return {id, false};
    const auto known = targets_.find(name);
    if (known != targets_.end()) return known->second;
    return targets_.emplace(name, look_up(name)).first->second;
  }

  Target look_up(const std::string& name) const {
    const bool is_full = name.starts_with("refs/heads/") || name.starts_with("refs/remotes/");
    for (const char* folder : {"refs/heads/", "refs/remotes/"}) {
      const auto tip = context_.repository.commit_of_ref(is_full ? name : folder + name);
      if (tip) return {*tip, true};
    }
    return {resolve_revision(request_, name), false};
  }

  void ask(const Target& asked, const std::string& name, const Oid& onto) {
    const std::string title = asked.is_branch ? name : subject(asked.id);
    if (onto == Oid{}) return tell({asked.id.hex(), "", title, no_branch()});
    const bool whole = asked.is_branch && !has(onto, asked.id);
    tell({asked.id.hex(), onto.hex(), title,
          whole ? lander_.branch(asked.id, onto) : lander_.commit(asked.id, onto)});
  }

  void ask_range(const Range& range, const Oid& onto) {
    const auto end = [&](const std::string& name) {
      return target(name.empty() ? "HEAD" : name).id;
    };
    std::vector<Oid> commits = first_parents(graph_, end(range.from), end(range.to));
    std::reverse(commits.begin(), commits.end());
    const std::vector<Landing> landings = onto == Oid{}
                                              ? std::vector<Landing>(commits.size(), no_branch())
                                              : lander_.commits(commits, onto);
    for (std::size_t i = 0; i < commits.size(); ++i) {
      tell({commits[i].hex(), onto == Oid{} ? "" : onto.hex(), subject(commits[i]), landings[i]});
    }
  }

  void answer_line(const std::string& line, const Oid& usual) {
    std::istringstream fields(line);
    std::string commit, onto, more;
    fields >> commit >> onto >> more;
    try {
      check_line(line, commit, more);
      const Oid branch = onto.empty() ? usual : target(onto).id;
      ask(target(commit), commit, branch);
    } catch (const UsageError& error) {
      tell({commit, onto, "", undecided(error.what(), "git fetch --all")});
    } catch (const Undecidable& error) {
      tell({commit, onto, "", undecided(error.what(), error.fix)});
    }
  }

  static void check_line(const std::string& line, const std::string& commit,
                         const std::string& more) {
    const std::string fix = "write one `<commit> [<onto>]` a line";
    if (commit.empty()) throw Undecidable("the line names no commit", fix);
    if (!more.empty()) throw Undecidable("the line has more than two words", fix);
    if (line.find('\0') != std::string::npos) throw Undecidable("the line has a NUL byte", fix);
    if (parse_range(commit)) throw Undecidable("the line names a range", fix);
  }

  // Whether the branch has the tip; not known counts as no, and the Lander says why.
  bool has(const Oid& onto, const Oid& tip) {
    try {
      return is_ancestor(graph_, tip, onto);
    } catch (const Undecidable&) {
      return false;
    }
  }

  Landing no_branch() const {
    const std::string& name = context_.refs.development;
    return undecided("the development branch " + name + " is not here (--onto names another)",
                     fetch_command(context_.home, name));
  }

  std::string subject(const Oid& id) { return std::string(graph_.commit(id).subject()); }

  void tell(const LandingAnswer& answer) {
    const LandingState state = answer.landing.state;
    undecided_ = undecided_ || state == LandingState::undecided;
    unsettled_ = unsettled_ || (state != LandingState::undecided && !is_settled(state));
    const bool json = options_.json || options_.lines;
    out_ << (json ? render_landing_json(answer) : render_landing_text(with_pick(answer)))
         << std::flush;
  }

  // Only what is absent in part is told with the command that brings it.
  LandingAnswer with_pick(LandingAnswer answer) {
    if (answer.landing.signal != LandingSignal::parts) return answer;
    const PickTarget target{parse_oid(answer.onto), context_.refs.development};
    answer.pick = try_pick(index_, parse_oid(answer.commit), target);
    return answer;
  }

  const Request& request_;
  const LandedOptions& options_;
  const Context context_;
  Graph graph_;
  LandingIndex index_;
  Lander lander_;
  std::ostream& out_;
  std::unordered_map<std::string, Target> targets_;
  bool undecided_ = false, unsettled_ = false;
};

}  // namespace

int landed(const Request& request, const LandedOptions& options, std::istream& in,
           std::ostream& out) {
  Session session(request, options, out);
  if (options.lines) {
    session.answer_lines(in);
  } else {
    session.answer_arguments();
  }
  return session.status();
}

}  // namespace hotfix
