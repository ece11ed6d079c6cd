// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/parts.h"

#include <algorithm>

#include "gate/landing/text/tokens.h"

namespace hotfix {

namespace {

constexpr double kWholeFile = 2;  // weight of a file that has no lines to compare, or of a mode
constexpr std::uint64_t kNoForm = 0;
constexpr std::size_t kMostFiles = 300;  // of a commit that may move code; one of more has anything

// What can be told of the whole file without a look into it; unclear: it takes one.
PartState state_of_file(const FilePart& file, const TreeEntry& now) {
  const TreeEntry &before = file.entry.before, &after = file.entry.after;
  if (now == after) return PartState::in_effect;
  if (now == before) return PartState::absent;
  if (now.id == after.id && now.mode != 0) return PartState::in_effect;
  if (now.id == before.id && now.mode != 0) return PartState::absent;
  if (after.mode == 0) return PartState::absent;  // it should be gone, in whatever form it is there
  return PartState::unclear;
}

PartState state_of_mode(const FilePart& file, const TreeEntry& now) {
  if (now.mode == file.entry.after.mode) return PartState::in_effect;
  const bool is_as_before = now.mode == file.entry.before.mode || now.mode == kModeFile;
  return is_as_before ? PartState::absent : PartState::unclear;
}

std::uint64_t form_of(const TreeEntry& entry) {
  return std::hash<Oid>()(entry.id) * 31 + entry.mode;
}

MaterialPart mode_of(const FileHunks& file) {
  MaterialPart part;
  part.path = file.file->entry.path;
  part.weight = kWholeFile;
  return part;
}

MaterialPart whole_file(const FileHunks& file) {
  MaterialPart part = mode_of(file);
  part.is_new_file = file.file->entry.before.mode == 0;
  return part;
}

MaterialPart part_of(const FileHunks& file, const Hunk& hunk) {
  MaterialPart part = whole_file(file);
  part.weight = hunk.weight;
  if (file.file->entry.before.mode == 0 || file.file->entry.after.mode == 0) return part;
  const DiffRegion& region = hunk.region;
  if (region.b_begin < region.b_end) {
    part.first = file.after[region.b_begin].number;
    part.last = file.after[region.b_end - 1].number;
  } else if (region.b_begin > 0) {
    part.first = part.last = file.after[region.b_begin - 1].number;
  }
  return part;
}

// The parts of one file that are told from its content, before their states are known.
std::vector<MaterialPart> content_parts(const FileHunks& file) {
  if (file.file->entry.before.id == file.file->entry.after.id) return {};
  if (!file.has_text) return {whole_file(file)};
  std::vector<MaterialPart> parts;
  for (const Hunk& hunk : file.hunks) {
    if (hunk.weight > 0) parts.push_back(part_of(file, hunk));
  }
  return parts;
}

// Each hunk against the text that the tree has for the file.
void compare(const Contents& contents, const FileHunks& file, std::string_view text,
             std::vector<MaterialPart>& parts) {
  const std::vector<HunkState> states = hunk_states(contents, file, text);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i].state = states.at(i).state;
    parts[i].is_alone = states[i].is_alone && parts[i].state == PartState::absent;
    parts[i].is_old = states[i].is_old;
    parts[i].is_related = states[i].is_related;
    parts[i].form = states[i].form;
  }
}

std::vector<MaterialPart> parts_of(const Contents& contents, const FileHunks& file,
                                   const TreeEntry& now) {
  std::vector<MaterialPart> parts = content_parts(file);
  const PartState whole = state_of_file(*file.file, now);
  for (MaterialPart& part : parts) {
    part.state = whole;
    part.is_alone = part.is_old =
        whole == PartState::absent && now.id == file.file->entry.before.id;
    part.form = now.mode == 0 ? kNoForm : form_of(now);
  }
  const auto text = file.has_text && now.mode != 0 ? contents.text(now) : std::nullopt;
  for (MaterialPart& part : parts) part.is_opaque = !file.has_text || (now.mode != 0 && !text);
  if (text && whole == PartState::unclear) compare(contents, file, text->view(), parts);
  if (!file.changes_mode()) return parts;
  parts.push_back(mode_of(file));
  parts.back().state = state_of_mode(*file.file, now);
  parts.back().is_alone = parts.back().is_old = parts.back().state == PartState::absent;
  parts.back().form = now.mode;
  return parts;
}

// How many more of each line a commit leaves in its files than it found there.
void add_gains(Counts& gains, const Contents& contents, const TreeChange& change) {
  for (const auto& [entry, sign] : {std::pair(change.after, 1), std::pair(change.before, -1)}) {
    const auto text = contents.text(entry);
    if (!text) continue;
    for (const CodeLine& line : code_lines(change.path, text->view())) gains[line.hash] += sign;
  }
}

}  // namespace

ChangeParts::ChangeParts(const Contents& contents, const Change& change, const Matcher& is_material)
    : contents_(contents) {
  for (const FilePart& file : change.files) {
    if (is_material(file.entry.path)) files_.push_back(read_hunks(contents, file));
  }
  known_.resize(files_.size());
}

const std::vector<MaterialPart>& ChangeParts::in_file(std::size_t file, const TreeEntry& now) {
  std::vector<Known>& known = known_[file];
  const auto same =
      std::find_if(known.begin(), known.end(), [&](const Known& one) { return one.now == now; });
  if (same != known.end()) return same->parts;
  known.push_back({now, parts_of(contents_, files_[file], now)});
  return known.back().parts;
}

std::vector<MaterialPart> ChangeParts::in(const Located& located) {
  std::vector<MaterialPart> parts;
  for (std::size_t i = 0; i < files_.size(); ++i) {
    const auto& some = in_file(i, located(files_[i].file->entry.path));
    parts.insert(parts.end(), some.begin(), some.end());
  }
  return parts;
}

std::vector<Since> ChangeParts::since(const Located& then, const Located& now) const {
  std::vector<Since> since;
  for (const FileHunks& file : files_) {
    const std::size_t count = content_parts(file).size();
    const TreeEntry old_entry = then(file.file->entry.path), entry = now(file.file->entry.path);
    const auto old_text = old_entry.mode == 0 ? std::nullopt : contents_.text(old_entry);
    const auto text = entry.mode == 0 ? std::nullopt : contents_.text(entry);
    if (file.has_text && old_text && text) {
      const auto some = hunks_since(file, old_text->view(), text->view());
      since.insert(since.end(), some.begin(), some.end());
    } else {
      since.insert(since.end(), count, Since::gone);
    }
    if (file.changes_mode()) since.push_back(Since::gone);
  }
  return since;
}

std::vector<bool> ChangeParts::moved_by(const std::vector<TreeChange>& changes) const {
  Counts all;
  if (changes.size() <= kMostFiles) {
    for (const TreeChange& change : changes) add_gains(all, contents_, change);
  }
  std::vector<bool> moved;
  for (const FileHunks& file : files_) {
    Counts own;
    for (const TreeChange& change : changes) {
      if (!all.empty() && change.path == file.file->entry.path) add_gains(own, contents_, change);
    }
    const auto is_gained = [&](const CodeLine& line) {
      return !line.is_telling() || count_of(all, line.hash) > count_of(own, line.hash);
    };
    if (!file.has_text && !content_parts(file).empty()) moved.push_back(false);
    for (const Hunk& hunk : file.hunks) {
      if (hunk.weight == 0) continue;
      const CodeLines lines = slice(file.after, hunk.region.b_begin, hunk.region.b_end);
      const bool tells = std::any_of(lines.begin(), lines.end(),
                                     [](const CodeLine& line) { return line.is_telling(); });
      moved.push_back(tells && std::all_of(lines.begin(), lines.end(), is_gained));
    }
    if (file.changes_mode()) moved.push_back(false);
  }
  return moved;
}

}  // namespace hotfix
