// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/hunks.h"

#include <algorithm>
#include <functional>
#include <map>

#include "gate/landing/text/syntax.h"

namespace hotfix {

namespace {

std::ptrdiff_t offset(std::size_t index) { return static_cast<std::ptrdiff_t>(index); }

bool is_link(const TreeEntry& entry) { return entry.mode == kModeSymlink; }
bool is_regular(const TreeEntry& entry) { return (entry.mode | 0111) == (kModeFile | 0111); }

// How often the change adds each line, less how often it removes it.
std::map<std::uint64_t, int> balance_of(const FileHunks& file) {
  std::map<std::uint64_t, int> balance;
  for (const Hunk& hunk : file.hunks) {
    const DiffRegion& region = hunk.region;
    for (std::size_t i = region.a_begin; i < region.a_end; ++i) --balance[file.base[i].hash];
    for (std::size_t i = region.b_begin; i < region.b_end; ++i) ++balance[file.after[i].hash];
  }
  return balance;
}

using LineTest = std::function<bool(const CodeLine&)>;

bool has_one(const CodeLines& lines, std::size_t begin, std::size_t end, const LineTest& counts) {
  return std::any_of(lines.begin() + offset(begin), lines.begin() + offset(end), counts);
}

// How many lines count; from then on these are what tells in their place.
double weigh(CodeLines& lines, std::size_t begin, std::size_t end, const LineTest& counts) {
  double weight = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (!counts(lines[i])) continue;
    lines[i].kind = LineKind::telling;
    ++weight;
  }
  return weight;
}

// False: none of them counts.
bool weigh(FileHunks& file, const LineTest& counts) {
  bool is_any = false;
  for (Hunk& hunk : file.hunks) {
    hunk.weight = weigh(file.base, hunk.region.a_begin, hunk.region.a_end, counts) +
                  weigh(file.after, hunk.region.b_begin, hunk.region.b_end, counts);
    is_any = is_any || hunk.weight > 0;
  }
  return is_any;
}

// An import that goes and another that comes in its place: the name may mean another thing now.
bool changes_imports(const FileHunks& file, const DiffRegion& region) {
  const LineTest imports = [](const CodeLine& line) { return line.kind == LineKind::import; };
  return has_one(file.base, region.a_begin, region.a_end, imports) &&
         has_one(file.after, region.b_begin, region.b_end, imports);
}

// Between two files a line does not move: half of that move is a loss. In data the place of a line
// says what it is about.
void weigh(FileHunks& file) {
  const std::map<std::uint64_t, int> balance = balance_of(file);
  const bool moves_count = !is_program(file.file->entry.path);
  const auto changes = [&](const CodeLine& line) {
    return moves_count || balance.at(line.hash) != 0;
  };
  if (weigh(file, [&](const CodeLine& line) { return line.is_telling() && changes(line); })) return;
  if (weigh(file, [](const CodeLine& line) {
        return line.is_telling() || line.kind == LineKind::bracket;
      })) {
    return;
  }
  for (Hunk& hunk : file.hunks) {
    if (!changes_imports(file, hunk.region)) continue;
    const LineTest differs = [&](const CodeLine& line) {
      return line.kind == LineKind::import && balance.at(line.hash) != 0;
    };
    hunk.weight = weigh(file.base, hunk.region.a_begin, hunk.region.a_end, differs) +
                  weigh(file.after, hunk.region.b_begin, hunk.region.b_end, differs);
  }
}

}  // namespace

Tokens tokens_of(const CodeLines& lines) {
  Tokens tokens;
  tokens.reserve(lines.size());
  for (const CodeLine& line : lines) tokens.push_back(line.hash);
  return tokens;
}

CodeLines slice(const CodeLines& lines, std::size_t begin, std::size_t end) {
  return {lines.begin() + offset(begin), lines.begin() + offset(end)};
}

bool FileHunks::changes_mode() const {
  const TreeEntry &before = file->entry.before, &now = file->entry.after;
  if (before.mode == 0) return is_regular(now) && now.mode != kModeFile;
  return is_regular(before) && is_regular(now) && before.mode != now.mode;
}

FileHunks read_hunks(const Contents& contents, const FilePart& file) {
  FileHunks result;
  result.file = &file;
  const TreeEntry &before = file.entry.before, &after = file.entry.after;
  const bool is_same_kind =
      before.mode == 0 || after.mode == 0 || is_link(before) == is_link(after);
  if (!is_same_kind || before.id == after.id) return result;
  const auto base = contents.text(before), text = contents.text(after);
  result.has_text = base && text;
  if (!result.has_text) return result;
  result.base = code_lines(file.entry.path, base->view());
  result.after = code_lines(file.entry.path, text->view());
  for (const DiffRegion& region : diff_sequences(tokens_of(result.base), tokens_of(result.after))) {
    result.hunks.push_back({region, 0});
  }
  weigh(result);
  return result;
}

}  // namespace hotfix
