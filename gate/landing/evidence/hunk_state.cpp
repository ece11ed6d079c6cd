// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/hunk_state.h"

#include <algorithm>
#include <unordered_set>

#include "gate/landing/text/dependency.h"
#include "gate/landing/text/tokens.h"

namespace hotfix {

namespace {

// Share of a hunk's new lines that makes a place another form of the same.
constexpr double kSomeOfIt = 0.5;
// Shares of the tokens that tell a hunk's new lines from its old ones. With fewer of the new ones a
// place is as it was, where it still has enough of the old ones; or, where the new lines have all
// of these too, where it and the old lines have so many in common. With so many of the new ones it
// is the hunk in other words.
constexpr double kFewTokens = 0.25, kOldTokens = 0.5, kCommonTokens = 0.8, kMostTokens = 0.8;
// Telling lines that make an addition a definition of its own, so that it may stand elsewhere.
constexpr std::size_t kDefinition = 3;
// Telling lines that are found again by one of their neighbours; fewer need both.
constexpr std::size_t kBlock = 3;

using Hashes = std::unordered_set<std::uint64_t>;

bool tells(const CodeLine& line) { return line.is_telling(); }

CodeLines telling(const CodeLines& lines) {
  CodeLines result;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(result), tells);
  return result;
}

Hashes hashes_of(const CodeLines& lines) {
  Hashes hashes;
  for (const CodeLine& line : lines) {
    if (line.is_telling()) hashes.insert(line.hash);
  }
  return hashes;
}

Counts counts_of(const CodeLines& lines) {
  Counts counts;
  for (const CodeLine& line : lines) ++counts[line.hash];
  return counts;
}

bool has_one_of(const CodeLines& lines, const Hashes& hashes) {
  return std::any_of(lines.begin(), lines.end(),
                     [&](const CodeLine& line) { return hashes.contains(line.hash); });
}

// The share of the telling lines of `wanted` that stand in `lines`, each as often as there; 0 when
// none of them tells.
double share_in(const CodeLines& lines, const CodeLines& wanted) {
  Counts there = counts_of(lines);
  std::size_t all = 0, found = 0;
  for (const CodeLine& line : wanted) {
    if (!line.is_telling()) continue;
    ++all;
    found += there[line.hash]-- > 0 ? 1 : 0;
  }
  return all == 0 ? 0 : static_cast<double>(found) / static_cast<double>(all);
}

// Not 0.
std::uint64_t form_of(const CodeLines& lines) {
  std::uint64_t form = 1;
  for (const CodeLine& line : lines) form = form * 1099511628211u + line.hash;
  return form | 1;
}

// How the new lines of a hunk stand among the lines that a text has in its place.
struct Presence {
  bool is_whole = true;  // all telling ones are there, in their order
  bool has_gap = false;  // some are not, and nothing of the text's own stands for them
};

// `old` are telling lines that the hunk takes away: they stand for nothing.
Presence presence_of(const CodeLines& wanted, const CodeLines& there, const Hashes& old) {
  Presence presence;
  for (const DiffRegion& region : diff_sequences(tokens_of(wanted), tokens_of(there))) {
    const CodeLines missing = slice(wanted, region.a_begin, region.a_end);
    if (std::none_of(missing.begin(), missing.end(), tells)) continue;
    presence.is_whole = false;
    const CodeLines own = slice(there, region.b_begin, region.b_end);
    const bool has_own = std::any_of(own.begin(), own.end(), [&](const CodeLine& line) {
      return line.is_telling() && !old.contains(line.hash);
    });
    presence.has_gap = presence.has_gap || !has_own;
  }
  return presence;
}

// Where base[begin, end) is in the text: the regions that touch it, as one.
struct Place {
  std::size_t begin = 0, end = 0;            // of the text's lines
  std::size_t base_begin = 0, base_end = 0;  // of base's: more, where more was changed with it
  bool is_changed = false;
};

Place place_of(const std::vector<DiffRegion>& changes, std::size_t begin, std::size_t end) {
  std::ptrdiff_t shift = 0, shift_begin = 0, shift_end = 0;
  std::size_t base_begin = begin, base_end = end;
  Place place;
  for (const DiffRegion& change : changes) {
    if (change.a_begin > end) break;
    const std::ptrdiff_t grown = static_cast<std::ptrdiff_t>(change.b_end - change.b_begin) -
                                 static_cast<std::ptrdiff_t>(change.a_end - change.a_begin);
    if (change.a_end >= begin) {
      if (!place.is_changed) {
        base_begin = std::min(begin, change.a_begin);
        shift_begin = shift;
        place.is_changed = true;
      }
      base_end = std::max(end, change.a_end);
    }
    shift += grown;
    shift_end = shift;
  }
  if (!place.is_changed) shift_begin = shift_end = shift;
  place.base_begin = base_begin;
  place.base_end = base_end;
  place.begin = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(base_begin) + shift_begin);
  place.end = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(base_end) + shift_end);
  return place;
}

// A text and its lines, read when they are asked for.
class RawLines {
 public:
  explicit RawLines(std::string_view text) : text_(text) {}
  RawLines(const Contents& contents, const TreeEntry& entry)
      : kept_(contents.text(entry)), text_(kept_ ? kept_->view() : std::string_view{}) {}

  // `number` counts from 1.
  std::string_view line(std::size_t number) {
    while (lines_.size() < number) {
      const auto end = std::min(text_.find('\n'), text_.size());
      lines_.push_back(text_.substr(0, end));
      text_.remove_prefix(std::min(end + 1, text_.size()));
    }
    return lines_[number - 1];
  }

 private:
  std::optional<Text> kept_;
  std::string_view text_;  // what is left of it
  std::vector<std::string_view> lines_;
};

// Another text of a file, beside the change's own two sides of it.
class Comparison {
 public:
  Comparison(const Contents& contents, const FileHunks& file, std::string_view text)
      : contents_(contents),
        file_(file),
        syntax_(syntax_of(file.file->entry.path)),
        raw_(text),
        ours_(code_lines(file.file->entry.path, text)),
        our_telling_(telling(ours_)),
        base_telling_(telling(file.base)),
        changes_(diff_sequences(tokens_of(file.base), tokens_of(ours_))) {
    if (!is_manifest(file.file->entry.path)) return;
    dependencies_ = dependencies_of(text);
    const auto base = contents.text(file.file->entry.before);
    if (base) dependencies_before_ = dependencies_of(base->view());
  }

  HunkState of(const Hunk& hunk) {
    const DiffRegion& region = hunk.region;
    const Place place = place_of(changes_, region.a_begin, region.a_end);
    const Sides sides{slice(file_.base, region.a_begin, region.a_end),
                      slice(file_.after, region.b_begin, region.b_end),
                      slice(ours_, place.begin, place.end),
                      slice(file_.base, place.base_begin, region.a_begin),
                      slice(file_.base, region.a_end, place.base_end)};
    HunkState result = place.is_changed ? beside(sides) : as_it_was();
    result.form = form_of(sides.there);
    if (result.state == PartState::in_effect) return result;
    const Versions versions = versions_of(sides.wanted);
    if (moved_along(region) || is_done_in_lists(sides) || versions == Versions::later) {
      return {PartState::in_effect, false, false, true, 0};
    }
    if (versions == Versions::earlier) {
      result.state = PartState::absent;
      result.is_old = true;
    }
    if (result.state == PartState::absent && stands_elsewhere(sides)) {
      result.state = PartState::replaced;
      result.is_related = true;
    }
    return result;
  }

 private:
  // The lines of a hunk before and after the change, and what stands in their place.
  struct Sides {
    CodeLines old, wanted, there;
    CodeLines above, below;  // what else of the base was changed with it
  };

  static HunkState as_it_was() { return {PartState::absent, true, true, false, 0}; }

  // Where others changed the lines too.
  HunkState beside(const Sides& sides) {
    HunkState result{PartState::in_effect, false, false, false, 0};
    const Hashes kept = hashes_of(sides.wanted);
    Hashes old = hashes_of(sides.old);
    std::erase_if(old, [&](std::uint64_t hash) { return kept.contains(hash); });
    const bool has_old = has_one_of(sides.there, old);
    const bool only_removes = std::none_of(sides.wanted.begin(), sides.wanted.end(), tells);
    if (only_removes && !has_old && !has_reworded(sides)) return result;
    result.state = PartState::absent;
    result.is_old = has_old;
    if (only_removes) return result;
    const Presence presence = presence_of(sides.wanted, sides.there, old);
    const double share = share_in(sides.there, sides.wanted);
    result.is_related = share >= kSomeOfIt;
    if (presence.is_whole && !sides.there.empty()) {
      result.state = PartState::in_effect;
    } else if (sides.there.empty()) {
      // Gone with what was around it; or it alone.
      const bool is_alone = sides.above.empty() && sides.below.empty();
      result.state = is_alone ? PartState::absent : PartState::replaced;
    } else if (share == 1 && !has_old) {
      result.state = PartState::replaced;  // in another order
    } else if (!presence.has_gap) {
      weigh_tokens(sides, has_old, result);
    }
    return result;
  }

  // The tokens of a place: of what stands around the hunk, of that with its old lines and with its
  // new ones, and of what the text has.
  struct PlaceTokens {
    Counts around, old, wanted, there;
  };

  PlaceTokens tokens_at(const Sides& sides) {
    const TreeEntry &before = file_.file->entry.before, &after = file_.file->entry.after;
    PlaceTokens tokens;
    count_tokens(tokens.around, before, sides.above);
    count_tokens(tokens.around, before, sides.below);
    tokens.old = tokens.wanted = tokens.around;
    count_tokens(tokens.old, before, sides.old);
    count_tokens(tokens.wanted, after, sides.wanted);
    count_tokens(tokens.there, raw_, sides.there);
    return tokens;
  }

  // Does the text have what a hunk only removes in other words, and hardly anything else there?
  bool has_reworded(const Sides& sides) {
    const PlaceTokens tokens = tokens_at(sides);
    return share_gained(tokens.around, tokens.old, tokens.there).value_or(0) >= kCommonTokens &&
           share_gained({}, tokens.there, tokens.old).value_or(0) >= kCommonTokens;
  }

  // The text's own lines stand there: another form of the same, or other work beside the old lines.
  void weigh_tokens(const Sides& sides, bool has_old, HunkState& result) {
    const auto [around, old, wanted, there] = tokens_at(sides);
    const auto gained = share_gained(old, wanted, there);
    const auto kept = share_gained(wanted, old, there);
    const bool is_as_before = share_gained({}, old, there).value_or(0) >= kCommonTokens &&
                              share_gained({}, there, old).value_or(0) >= kCommonTokens;
    const bool has_old_ones = kept ? *kept >= kOldTokens : is_as_before;
    if (gained && *gained < kFewTokens && has_old_ones) {
      result.is_old = true;
      result.is_related = false;
      return;
    }
    // Beside all of the old lines, a line that has the new words is other work.
    const bool is_still_old = has_old && share_in(sides.there, sides.old) == 1;
    const bool is_reworded = !is_still_old && gained && *gained >= kMostTokens;
    if (has_old || sides.old.empty()) {
      if (!result.is_related && !is_reworded) return;
      result.is_related = true;
    }
    result.state = PartState::replaced;
  }

  void count_tokens(Counts& tokens, RawLines& raw, const CodeLines& lines) const {
    for (const CodeLine& line : lines) {
      add_tokens(tokens, bare_line(syntax_, raw.line(line.number)));
    }
  }
  void count_tokens(Counts& tokens, const TreeEntry& entry, const CodeLines& lines) const {
    RawLines raw(contents_, entry);
    count_tokens(tokens, raw, lines);
  }

  // In a list of imports each may stand anywhere.
  bool is_done_in_lists(const Sides& sides) const {
    CodeLines all = telling(sides.old);
    const CodeLines wanted = telling(sides.wanted);
    all.insert(all.end(), wanted.begin(), wanted.end());
    const bool is_list = !all.empty() && std::all_of(all.begin(), all.end(), [](const auto& line) {
      return line.is_listed;
    });
    if (!is_list) return false;
    const Counts has = counts_of(ours_), should = counts_of(file_.after);
    return std::all_of(all.begin(), all.end(), [&](const CodeLine& line) {
      return (count_of(has, line.hash) > 0) == (count_of(should, line.hash) > 0);
    });
  }

  // What a manifest says of the versions that the new lines name.
  enum class Versions { other, later, earlier };

  // Each new line names a version, higher than before, and the text has it or a later one; or one
  // of them is lower again, so that the fix is not there.
  Versions versions_of(const CodeLines& wanted) const {
    if (dependencies_.empty() || std::none_of(wanted.begin(), wanted.end(), tells)) {
      return Versions::other;
    }
    RawLines after(contents_, file_.file->entry.after);
    Versions all = Versions::later;
    for (const CodeLine& line : wanted) {
      if (!line.is_telling()) continue;
      const Dependency dependency = dependency_of(after.line(line.number));
      const auto old = dependencies_before_.find(dependency.name);
      const auto own = dependencies_.find(dependency.name);
      const bool is_lowered = old != dependencies_before_.end() && old->second > dependency.version;
      if (own == dependencies_.end() || is_lowered || dependency.version.empty()) {
        all = Versions::other;
      } else if (!is_as_new(own->second, dependency.version)) {
        if (is_as_new(dependency.version, own->second)) return Versions::earlier;
        all = Versions::other;
      }
    }
    return all;
  }

  // It is there beside its neighbours, wherever these are, and its old lines are not. One of the
  // two neighbours is enough for a block of several lines.
  bool moved_along(const DiffRegion& region) const {
    const Run with = run_around(file_.after, region.b_begin, region.b_end);
    const Run without = run_around(file_.base, region.a_begin, region.a_end);
    if (with.own.empty() || !with.above || !with.below) return false;
    const auto is_there = [&](bool above, bool below) {
      const CodeLines lines = with.lines(above, below);
      const bool is_still_old =
          has_beside(lines, without.lines(true, true)) ||
          (!without.own.empty() && has_beside(lines, without.lines(above, below)));
      return has_run(our_telling_, lines) && !has_run(base_telling_, lines) && !is_still_old;
    };
    return is_there(true, true) ||
           (with.own.size() >= kBlock && (is_there(true, false) || is_there(false, true)));
  }

  // Does the text have the lines `without` elsewhere than in the lines `with`? A block that ends as
  // the line above it does holds the lines that stood there without it.
  bool has_beside(const CodeLines& with, const CodeLines& without) const {
    return runs_in(our_telling_, without) > runs_in(our_telling_, with) * runs_in(with, without);
  }

  // Telling lines with the next one on each side.
  struct Run {
    std::optional<CodeLine> above, below;
    CodeLines own;

    CodeLines lines(bool with_above, bool with_below) const {
      CodeLines all;
      if (with_above && above) all.push_back(*above);
      all.insert(all.end(), own.begin(), own.end());
      if (with_below && below) all.push_back(*below);
      return all;
    }
  };

  static Run run_around(const CodeLines& lines, std::size_t begin, std::size_t end) {
    Run run;
    run.own = telling(slice(lines, begin, end));
    while (begin > 0 && !lines[begin - 1].is_telling()) --begin;
    while (end < lines.size() && !lines[end].is_telling()) ++end;
    if (begin > 0) run.above = lines[begin - 1];
    if (end < lines.size()) run.below = lines[end];
    return run;
  }

  // A whole definition that stands in another place of the file, and did not before.
  bool stands_elsewhere(const Sides& sides) const {
    const CodeLines block = telling(sides.wanted);
    const bool is_definition = sides.old.empty() && block.size() >= kDefinition &&
                               !block.front().is_indented && block[1].is_indented;
    return is_definition && has_run(our_telling_, block) && !has_run(base_telling_, block);
  }

  static bool has_run(const CodeLines& lines, const CodeLines& block) {
    return find_run(lines.begin(), lines.end(), block) != lines.end();
  }

  // How often the block, which is not empty, stands in the lines.
  static std::size_t runs_in(const CodeLines& lines, const CodeLines& block) {
    std::size_t runs = 0;
    for (auto at = find_run(lines.begin(), lines.end(), block); at != lines.end();
         at = find_run(std::next(at), lines.end(), block)) {
      ++runs;
    }
    return runs;
  }

  static CodeLines::const_iterator find_run(CodeLines::const_iterator begin,
                                            CodeLines::const_iterator end, const CodeLines& block) {
    const auto same = [](const CodeLine& a, const CodeLine& b) { return a.hash == b.hash; };
    return std::search(begin, end, block.begin(), block.end(), same);
  }

  const Contents& contents_;
  const FileHunks& file_;
  Syntax syntax_;
  RawLines raw_;
  CodeLines ours_;
  CodeLines our_telling_, base_telling_;  // the telling ones of this text and of the base
  std::vector<DiffRegion> changes_;       // from the change's base to this text
  Dependencies dependencies_, dependencies_before_;  // of this text and of the base; only of a
                                                     // manifest
};

// Where `changes`, which lead to `now`, took lines of `place` away: do other telling lines stand
// there, and none of the hunk's old ones?
bool has_other_lines(const std::vector<DiffRegion>& changes, const CodeLines& now,
                     const Place& place, const Hashes& old) {
  bool has_others = false;
  for (const DiffRegion& change : changes) {
    if (change.a_begin >= place.end || change.a_end <= place.begin) continue;
    const CodeLines stand = slice(now, change.b_begin, change.b_end);
    if (has_one_of(stand, old)) return false;
    has_others = has_others || !hashes_of(stand).empty();
  }
  return has_others;
}

}  // namespace

std::vector<HunkState> hunk_states(const Contents& contents, const FileHunks& file,
                                   std::string_view text) {
  Comparison comparison(contents, file, text);
  std::vector<HunkState> states;
  for (const Hunk& hunk : file.hunks) {
    if (hunk.weight > 0) states.push_back(comparison.of(hunk));
  }
  return states;
}

std::vector<Since> hunks_since(const FileHunks& file, std::string_view then, std::string_view now) {
  const std::string& path = file.file->entry.path;
  const CodeLines old_lines = code_lines(path, then), new_lines = code_lines(path, now);
  const auto to_then = diff_sequences(tokens_of(file.base), tokens_of(old_lines));
  const auto to_now = diff_sequences(tokens_of(old_lines), tokens_of(new_lines));
  const Counts before = counts_of(old_lines), after = counts_of(new_lines);
  const auto is_kept = [&](const CodeLine& line) {
    return count_of(after, line.hash) >= std::max(count_of(before, line.hash), 1);
  };
  const auto came_back = [&](std::uint64_t hash) {
    return count_of(after, hash) > count_of(before, hash);
  };
  std::vector<Since> since;
  for (const Hunk& hunk : file.hunks) {
    if (hunk.weight == 0) continue;
    const DiffRegion& region = hunk.region;
    const Place place = place_of(to_then, region.a_begin, region.a_end);
    const Hashes old = hashes_of(slice(file.base, region.a_begin, region.a_end));
    const CodeLines own = telling(slice(file.after, region.b_begin, region.b_end));
    const bool only_moved = !own.empty() && std::all_of(own.begin(), own.end(), is_kept) &&
                            std::none_of(old.begin(), old.end(), came_back);
    const bool is_replaced = has_other_lines(to_now, new_lines, place, old);
    since.push_back(only_moved ? Since::moved : is_replaced ? Since::replaced : Since::gone);
  }
  return since;
}

}  // namespace hotfix
