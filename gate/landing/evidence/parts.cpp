// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/parts.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "gate/base/sequence_diff.h"
#include "gate/landing/evidence/code_lines.h"

namespace hotfix {

namespace {

constexpr double kWholeFile = 2;   // weight of a file that has no lines to compare
constexpr double kSomeOfIt = 0.5;  // share of new lines that make a place another form of the same

using Lines = std::vector<CodeLine>;

Tokens tokens_of(const Lines& lines) {
  Tokens tokens;
  tokens.reserve(lines.size());
  for (const CodeLine& line : lines) tokens.push_back(line.hash);
  return tokens;
}

std::ptrdiff_t offset(std::size_t index) { return static_cast<std::ptrdiff_t>(index); }

// A run of changed lines of one file, in places of its code lines: base[b_begin, b_end) became
// after[t_begin, t_end).
struct Hunk {
  DiffRegion region;
  double weight = 0;  // its telling lines that do not merely move; 0: it is not material
};

// One file of the change with its code lines on both sides.
struct FileHunks {
  const FilePart* file = nullptr;
  Lines base, after;
  std::vector<Hunk> hunks;
  bool has_text = false;  // both sides are texts
};

// A line that a file loses in one place and gets in another only moves. Between two files it does
// not: half of that move is a loss.
void weigh(FileHunks& file) {
  std::map<std::uint64_t, int> balance;
  for (const Hunk& hunk : file.hunks) {
    for (std::size_t i = hunk.region.a_begin; i < hunk.region.a_end; ++i) {
      --balance[file.base[i].hash];
    }
    for (std::size_t i = hunk.region.b_begin; i < hunk.region.b_end; ++i) {
      ++balance[file.after[i].hash];
    }
  }
  const auto tells = [&](const CodeLine& line) {
    return line.is_telling && balance.at(line.hash) != 0;
  };
  for (Hunk& hunk : file.hunks) {
    const DiffRegion& region = hunk.region;
    hunk.weight =
        static_cast<double>(std::count_if(file.base.begin() + offset(region.a_begin),
                                          file.base.begin() + offset(region.a_end), tells) +
                            std::count_if(file.after.begin() + offset(region.b_begin),
                                          file.after.begin() + offset(region.b_end), tells));
  }
}

FileHunks read_hunks(const Contents& contents, const FilePart& file) {
  FileHunks result;
  result.file = &file;
  const auto base = contents.text(file.entry.before), after = contents.text(file.entry.after);
  result.has_text = base && after;
  if (!result.has_text) return result;
  result.base = code_lines(file.entry.path, base->view());
  result.after = code_lines(file.entry.path, after->view());
  for (const DiffRegion& region : diff_sequences(tokens_of(result.base), tokens_of(result.after))) {
    result.hunks.push_back({region, 0});
  }
  return result;
}

Lines slice(const Lines& lines, std::size_t begin, std::size_t end) {
  return {lines.begin() + offset(begin), lines.begin() + offset(end)};
}

std::unordered_set<std::uint64_t> telling_hashes(const Lines& lines) {
  std::unordered_set<std::uint64_t> hashes;
  for (const CodeLine& line : lines) {
    if (line.is_telling) hashes.insert(line.hash);
  }
  return hashes;
}

bool has_one_of(const Lines& lines, const std::unordered_set<std::uint64_t>& hashes) {
  return std::any_of(lines.begin(), lines.end(),
                     [&](const CodeLine& line) { return hashes.contains(line.hash); });
}

// The share of the telling lines of `wanted` that stand in `lines`; 0 when none of them tells.
double share_in(const Lines& lines, const Lines& wanted) {
  const std::unordered_set<std::uint64_t> there = telling_hashes(lines);
  std::size_t all = 0, found = 0;
  for (const CodeLine& line : wanted) {
    if (!line.is_telling) continue;
    ++all;
    found += there.contains(line.hash) ? 1 : 0;
  }
  return all == 0 ? 0 : static_cast<double>(found) / static_cast<double>(all);
}

// How the new lines of a hunk stand among the lines that a tree has in its place.
struct Presence {
  bool is_whole = true;  // all telling ones are there, in their order
  bool has_gap = false;  // some are not, and nothing of the tree's own stands for them
};

// `old` are telling lines that the hunk takes away: they stand for nothing.
Presence presence_of(const Lines& wanted, const Lines& there,
                     const std::unordered_set<std::uint64_t>& old) {
  Presence presence;
  for (const DiffRegion& region : diff_sequences(tokens_of(wanted), tokens_of(there))) {
    const auto tells = [](const CodeLine& line) { return line.is_telling; };
    const Lines missing = slice(wanted, region.a_begin, region.a_end);
    if (std::none_of(missing.begin(), missing.end(), tells)) continue;
    presence.is_whole = false;
    const Lines own = slice(there, region.b_begin, region.b_end);
    const bool has_own = std::any_of(own.begin(), own.end(), [&](const CodeLine& line) {
      return line.is_telling && !old.contains(line.hash);
    });
    presence.has_gap = presence.has_gap || !has_own;
  }
  return presence;
}

// Where base[begin, end) is in the tree's own file: the regions that touch it, as one.
struct Place {
  std::size_t begin = 0, end = 0;  // of the tree's lines
  bool is_changed = false;
};

Place place_of(const std::vector<DiffRegion>& changes, std::size_t begin, std::size_t end) {
  std::ptrdiff_t shift = 0;
  Place place;
  std::size_t base_begin = begin, base_end = end;
  std::ptrdiff_t shift_begin = 0, shift_end = 0;
  bool is_found = false;
  for (const DiffRegion& change : changes) {
    if (change.a_begin > end) break;
    const std::ptrdiff_t grown = static_cast<std::ptrdiff_t>(change.b_end - change.b_begin) -
                                 static_cast<std::ptrdiff_t>(change.a_end - change.a_begin);
    if (change.a_end >= begin) {
      if (!is_found) {
        base_begin = std::min(begin, change.a_begin);
        shift_begin = shift;
        is_found = true;
      }
      base_end = std::max(end, change.a_end);
    }
    shift += grown;
    shift_end = shift;
  }
  if (!is_found) shift_begin = shift_end = shift;
  place.begin = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(base_begin) + shift_begin);
  place.end = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(base_end) + shift_end);
  place.is_changed = is_found;
  return place;
}

// Where others changed the lines too.
PartState state_beside(const FileHunks& file, const DiffRegion& hunk, const Lines& ours,
                       const Place& place) {
  const Lines there = slice(ours, place.begin, place.end);
  const Lines wanted = slice(file.after, hunk.b_begin, hunk.b_end);
  const std::unordered_set<std::uint64_t> kept = telling_hashes(wanted);
  std::unordered_set<std::uint64_t> old =
      telling_hashes(slice(file.base, hunk.a_begin, hunk.a_end));
  std::erase_if(old, [&](std::uint64_t hash) { return kept.contains(hash); });
  const bool has_old = has_one_of(there, old);
  const bool only_removes = std::none_of(wanted.begin(), wanted.end(),
                                         [](const CodeLine& line) { return line.is_telling; });
  if (only_removes) return has_old ? PartState::absent : PartState::in_effect;
  if (there.empty()) return PartState::replaced;  // the lines around it are gone too
  const Presence presence = presence_of(wanted, there, old);
  if (presence.is_whole) return PartState::in_effect;
  if (presence.has_gap) return PartState::absent;
  // The tree's own lines stand there: another form of the same, or other work beside the old lines.
  const bool only_adds = hunk.a_begin == hunk.a_end;
  const bool is_other_form = share_in(there, wanted) >= kSomeOfIt;
  return (has_old || only_adds) && !is_other_form ? PartState::absent : PartState::replaced;
}

// What can be told of the whole file without a look into it; unclear: it takes one.
PartState state_of_file(const FilePart& file, const TreeEntry& now) {
  const TreeEntry &before = file.entry.before, &after = file.entry.after;
  if (now == after) return PartState::in_effect;
  if (now == before) return PartState::absent;
  if (before.id == after.id) {  // only its mode changes
    return now.mode == after.mode ? PartState::in_effect : PartState::absent;
  }
  if (now.id == after.id && now.mode != 0) return PartState::in_effect;
  if (after.mode == 0) return PartState::absent;  // it should be gone, in whatever form it is there
  return PartState::unclear;
}

// The part of a hunk, or of a file without lines to compare (null), before its state is known.
MaterialPart blank_part(const FileHunks& file, const Hunk* hunk) {
  MaterialPart part;
  part.path = file.file->entry.path;
  part.weight = hunk ? hunk->weight : kWholeFile;
  const bool is_whole = file.file->entry.before.mode == 0 || file.file->entry.after.mode == 0;
  if (!hunk || is_whole) return part;
  const DiffRegion& region = hunk->region;
  if (region.b_begin < region.b_end) {
    part.first = file.after[region.b_begin].number;
    part.last = file.after[region.b_end - 1].number;
  } else if (region.b_begin > 0) {
    part.first = part.last = file.after[region.b_begin - 1].number;
  }
  return part;
}

// The parts of one file, before their states are known: the same for every tree.
std::vector<MaterialPart> blank_parts(const FileHunks& file) {
  const TreeEntry &before = file.file->entry.before, &after = file.file->entry.after;
  const bool is_mode = before.id == after.id && before.mode != after.mode;
  if (!file.has_text || is_mode) return {blank_part(file, nullptr)};
  std::vector<MaterialPart> parts;
  for (const Hunk& hunk : file.hunks) {
    if (hunk.weight > 0) parts.push_back(blank_part(file, &hunk));
  }
  return parts;
}

// Each hunk against the text that the tree has for the file.
void compare_hunks(const FileHunks& file, std::string_view text, std::vector<MaterialPart>& parts) {
  const Lines ours = code_lines(file.file->entry.path, text);
  const std::vector<DiffRegion> changes = diff_sequences(tokens_of(file.base), tokens_of(ours));
  auto part = parts.begin();
  for (const Hunk& hunk : file.hunks) {
    if (hunk.weight == 0) continue;
    const Place place = place_of(changes, hunk.region.a_begin, hunk.region.a_end);
    part->is_alone = !place.is_changed;
    part->state = part->is_alone ? PartState::absent : state_beside(file, hunk.region, ours, place);
    ++part;
  }
}

std::vector<MaterialPart> parts_of(const Contents& contents, const FileHunks& file,
                                   const TreeEntry& now) {
  std::vector<MaterialPart> parts = blank_parts(file);
  const PartState whole = state_of_file(*file.file, now);
  for (MaterialPart& part : parts) {
    part.state = whole;
    part.is_alone = whole == PartState::absent && now == file.file->entry.before;
  }
  if (whole != PartState::unclear || !file.has_text || now.mode == 0) return parts;
  if (const auto text = contents.text(now)) compare_hunks(file, text->view(), parts);
  return parts;
}

// Where `changes`, which lead to `now`, took lines of `place` away: do other telling lines stand
// there, and none of the hunk's old ones?
bool has_other_lines(const std::vector<DiffRegion>& changes, const Lines& now, const Place& place,
                     const std::unordered_set<std::uint64_t>& old) {
  bool has_others = false;
  for (const DiffRegion& change : changes) {
    if (change.a_begin >= place.end || change.a_end <= place.begin) continue;
    const Lines stand = slice(now, change.b_begin, change.b_end);
    if (has_one_of(stand, old)) return false;
    has_others = has_others || !telling_hashes(stand).empty();
  }
  return has_others;
}

std::vector<bool> replaced_hunks(const Contents& contents, const FileHunks& file,
                                 const TreeEntry& then, const TreeEntry& now) {
  std::vector<bool> replaced(blank_parts(file).size(), false);
  const auto old_text = then.mode == 0 ? std::nullopt : contents.text(then);
  const auto new_text = now.mode == 0 ? std::nullopt : contents.text(now);
  if (!file.has_text || !old_text || !new_text) return replaced;
  const std::string& path = file.file->entry.path;
  const Lines old_lines = code_lines(path, old_text->view());
  const Lines new_lines = code_lines(path, new_text->view());
  const auto to_then = diff_sequences(tokens_of(file.base), tokens_of(old_lines));
  const auto to_now = diff_sequences(tokens_of(old_lines), tokens_of(new_lines));
  std::size_t part = 0;
  for (const Hunk& hunk : file.hunks) {
    if (hunk.weight == 0) continue;
    const Place place = place_of(to_then, hunk.region.a_begin, hunk.region.a_end);
    const auto old = telling_hashes(slice(file.base, hunk.region.a_begin, hunk.region.a_end));
    replaced[part++] = has_other_lines(to_now, new_lines, place, old);
  }
  return replaced;
}

}  // namespace

// `ChangesView.vue` and `changelog.py` are code, whatever their names begin with.
bool is_material(std::string_view path) {
  return !is_beside_the_fix(path) || (is_notes(path) && is_program(path));
}

std::vector<MaterialPart> parts_in(const Contents& contents, const Change& change,
                                   const Located& located) {
  std::vector<MaterialPart> parts;
  for (const FilePart& file : change.files) {
    if (!is_material(file.entry.path)) continue;
    FileHunks hunks = read_hunks(contents, file);
    weigh(hunks);
    for (MaterialPart& part : parts_of(contents, hunks, located(file.entry.path))) {
      parts.push_back(std::move(part));
    }
  }
  return parts;
}

std::vector<bool> replaced_since(const Contents& contents, const Change& change,
                                 const Located& then, const Located& now) {
  std::vector<bool> replaced;
  for (const FilePart& file : change.files) {
    if (!is_material(file.entry.path)) continue;
    FileHunks hunks = read_hunks(contents, file);
    weigh(hunks);
    for (const bool one :
         replaced_hunks(contents, hunks, then(file.entry.path), now(file.entry.path))) {
      replaced.push_back(one);
    }
  }
  return replaced;
}

}  // namespace hotfix
