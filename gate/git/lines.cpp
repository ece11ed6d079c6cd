// SPDX-License-Identifier: MIT
#include "gate/git/lines.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "gate/base/error.h"
#include "gate/base/hash.h"
#include "gate/base/hunk_weight.h"
#include "gate/base/sequence_diff.h"
#include "gate/git/handles.h"
#include "gate/git/hunks.h"
#include "rules/code/spacing.h"

namespace hotfix {

namespace {

constexpr std::size_t kLooksBinary = 8000;  // bytes; buffer_is_binary in git's xdiff-interface.c
constexpr std::size_t kMostKept = 20'000;   // line texts a side; counting goes on beyond
// Lines. Comparing texts that share them in random order takes 0.1 s for the former and a second
// for the latter, and ten times as many take thirty times as long.
constexpr std::size_t kFewLines = 20'000, kMostTangled = 50'000;

std::optional<Object> load(const Repository& repository, const TreeEntry& entry) {
  if (entry.mode == 0) return std::nullopt;
  return repository.read(entry.id, ObjectType::blob);
}

// A lone carriage return ends a line too (old Macs): thousands of statements must not pass for one
// line.
std::string text_of(const std::optional<Object>& blob) {
  std::string text(blob ? blob->data() : std::string_view{});
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool ends_line = text[i] == '\r' && i + 1 < text.size() && text[i + 1] != '\n';
    if (ends_line) text[i] = '\n';
  }
  return text;
}

// What a program takes for the end of a line, or a person for a gap between statements: form feed,
// vertical tab, next line, line and paragraph separator. 0: none of them.
std::size_t separator_at(std::string_view text, std::size_t at) {
  if (text[at] == '\f' || text[at] == '\v') return 1;
  if (text.substr(at, 2) == "\u0085") return 2;
  const std::string_view three = text.substr(at, 3);
  return three == "\u2028" || three == "\u2029" ? 3 : 0;
}

// The same where lines are counted: none of these signs hides what follows it on the same line.
std::string counted_text(const std::optional<Object>& blob) {
  const std::string text = text_of(blob);
  constexpr std::string_view kFirstBytes = "\f\v\xc2\xe2";
  if (text.find_first_of(kFirstBytes) == std::string::npos) return text;
  std::string split;
  split.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = separator_at(text, i);
    const std::size_t end = i + std::max<std::size_t>(length, 1);
    const bool is_between = i > 0 && text[i - 1] != '\n' && end < text.size() && text[end] != '\n';
    if (length > 0 && is_between) {
      split += '\n';
    } else {
      split.append(text, i, end - i);
    }
    i = end;
  }
  return split;
}

void note(DiffSide& side, int number) {
  const auto at = static_cast<std::size_t>(number);
  if (at >= side.substance.size()) side.substance.resize(at + 1 + at / 2);
  side.substance[at] = true;
  ++side.changed;
}

// A text in two versions.
struct Versions {
  DiffSide before, after;
  std::vector<LineHunk> hunks;
};

int note_substance(const git_diff_delta*, const git_diff_hunk*, const git_diff_line* line,
                   void* payload) {
  auto& versions = *static_cast<Versions*>(payload);
  if (line->origin == GIT_DIFF_LINE_ADDITION) note(versions.after, line->new_lineno);
  if (line->origin == GIT_DIFF_LINE_DELETION) note(versions.before, line->old_lineno);
  return 0;
}

int note_hunk(const git_diff_delta*, const git_diff_hunk* hunk, const git_diff_line* line,
              void* payload) {
  auto& [hunks, last] =
      *static_cast<std::pair<std::vector<LineHunk>&, std::pair<int, int>>*>(payload);
  const bool is_added = line->origin == GIT_DIFF_LINE_ADDITION;
  if (!is_added && line->origin != GIT_DIFF_LINE_DELETION) return 0;
  // libgit2 uses one struct for all hunks, so they are told apart by where they start.
  const std::pair start(hunk->old_start, hunk->new_start);
  if (hunks.empty() || last != start) hunks.emplace_back();
  last = start;
  (is_added ? hunks.back().added : hunks.back().removed)
      .push_back(static_cast<std::size_t>(is_added ? line->new_lineno : line->old_lineno));
  return 0;
}

void keep(std::vector<Line>& kept, const DiffSide& side, const std::vector<std::size_t>& numbers) {
  for (const std::size_t number : numbers) {
    if (kept.size() >= kMostKept) return;
    std::string_view text = side.line(number);
    while (text.ends_with('\r')) text.remove_suffix(1);
    kept.push_back({number, std::string(text)});
  }
}

// Calls `each` for every line of the difference.
void compare(std::string_view before, std::string_view after, unsigned flags, unsigned context,
             git_diff_line_cb each, void* payload) {
  git_diff_options options = {};
  constexpr const char* kWhat = "lines cannot be compared";
  check_git(git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION), kWhat);
  options.context_lines = context;
  options.flags = GIT_DIFF_FORCE_TEXT | flags;
  options.max_size = -1;
  check_git(git_diff_buffers(before.data(), before.size(), nullptr, after.data(), after.size(),
                             nullptr, &options, nullptr, nullptr, nullptr, each, payload),
            kWhat);
}

int append_line(const git_diff_delta*, const git_diff_hunk*, const git_diff_line* line,
                void* payload) {
  auto& text = *static_cast<std::string*>(payload);
  text += line->origin;
  text.append(line->content, line->content_len);
  return 0;
}

// Lines as they are compared when blanks are ignored.
Tokens line_tokens(std::string_view text) {
  Tokens tokens;
  std::uint64_t hash = fnv1a({});
  for (const char& c : text) {
    const bool is_blank = c == ' ' || c == '\t' || c == '\r';
    if (c == '\n') {
      tokens.push_back(std::exchange(hash, fnv1a({})));
    } else if (!is_blank) {
      hash = fnv1a({&c, 1}, hash);
    }
  }
  return tokens;
}

bool has_more_lines(std::string_view text, std::size_t than) {
  return text.size() > than &&
         static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) > than;
}

// Every line without its spacing.
std::string unspaced(const std::string& path, std::string_view text) {
  const Spacing spacing = spacing_in(path);
  std::string bare;
  bare.reserve(text.size());
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    bare += without_spacing(spacing, text.substr(0, end));
    bare += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return bare;
}

// The first bytes of what a machine runs: ELF, PE, Mach-O, WebAssembly, a class of Java, an
// archive of objects.
bool looks_executable(std::string_view data) {
  using namespace std::string_view_literals;
  for (const std::string_view magic :
       {"\x7f"
        "ELF"sv,
        "MZ"sv, "\xfe\xed\xfa\xce"sv, "\xfe\xed\xfa\xcf"sv, "\xce\xfa\xed\xfe"sv,
        "\xcf\xfa\xed\xfe"sv, "\xca\xfe\xba\xbe"sv, "\0asm"sv, "!<arch>\n"sv, "dex\n"sv}) {
    if (data.starts_with(magic)) return true;
  }
  return false;
}

// The size that a pointer to Git LFS gives; nullopt: it is none.
std::optional<std::size_t> lfs_size(std::string_view text) {
  constexpr std::string_view kStart = "version https://git-lfs.github.com/spec/", kSize = "\nsize ";
  const auto size = text.find(kSize);
  if (text.size() > 1024 || !text.starts_with(kStart) || size == std::string_view::npos) return {};
  std::size_t bytes = 0;
  for (const char c : text.substr(size + kSize.size())) {
    if (c < '0' || c > '9' || bytes > SIZE_MAX / 100) break;
    bytes = bytes * 10 + static_cast<std::size_t>(c - '0');
  }
  return bytes;
}

// What has no lines that say what changed; nullopt: it has.
std::optional<ChangedFile::Content> unseen_content(std::string_view before, std::string_view after,
                                                   ChangedFile& file) {
  const bool is_link = file.content == ChangedFile::Content::symlink;
  if (const auto size = lfs_size(after.empty() ? before : after); size && !is_link) {
    file.bytes = *size;
    return ChangedFile::Content::lfs_pointer;
  }
  if (!looks_binary(before) && !looks_binary(after)) return std::nullopt;
  return looks_binary(after) && looks_executable(after) ? ChangedFile::Content::executable
                                                        : ChangedFile::Content::binary;
}

bool is_countable(const Repository& repository, const TreeChange& change) {
  for (const TreeEntry& side : {change.before, change.after}) {
    if (side.mode != 0 && repository.size_of(side.id) > kCountableBlob) return false;
  }
  return true;
}

}  // namespace

bool has_too_many_lines(std::string_view text) { return has_more_lines(text, kMostLines); }

bool is_comparable(std::string_view a, std::string_view b) {
  if (has_too_many_lines(a) || has_too_many_lines(b)) return false;
  if (!has_more_lines(a, kFewLines) || !has_more_lines(b, kFewLines)) return true;
  return tangled(line_tokens(a), line_tokens(b)) <= kMostTangled;
}

bool looks_binary(std::string_view data) {
  return data.substr(0, kLooksBinary).find('\0') != std::string_view::npos;
}

void count_lines(const Repository& repository, const TreeChange& change, ChangedFile& file) {
  file.bytes = repository.size_of(change.after.mode != 0 ? change.after.id : change.before.id);
  if (!is_countable(repository, change)) {
    file.content = ChangedFile::Content::too_large;
    return;
  }
  const std::string before = counted_text(load(repository, change.before));
  const std::string after = counted_text(load(repository, change.after));
  if (const auto unseen = unseen_content(before, after, file)) {
    file.content = *unseen;
    return;
  }
  if (!is_comparable(before, after)) {
    file.content = ChangedFile::Content::too_large;
    return;
  }
  Versions versions;
  versions.before.lines = split_lines(before);
  versions.after.lines = split_lines(after);
  compare(unspaced(file.path, before), unspaced(file.path, after), GIT_DIFF_IGNORE_BLANK_LINES, 0,
          note_substance, &versions);
  std::pair<std::vector<LineHunk>&, std::pair<int, int>> hunks(versions.hunks, {});
  compare(before, after, 0, 0, note_hunk, &hunks);
  weigh_hunks(versions.before, versions.after, versions.hunks, file);
  for (const LineHunk& hunk : versions.hunks) {
    keep(file.removed_lines, versions.before, hunk.removed);
    keep(file.added_lines, versions.after, hunk.added);
  }
}

std::optional<std::string> hunk_text(const Repository& repository, const TreeChange& change) {
  if (change.before.mode == kModeSubmodule || change.after.mode == kModeSubmodule) return {};
  if (!is_countable(repository, change)) return {};
  const std::string before = text_of(load(repository, change.before));
  const std::string after = text_of(load(repository, change.after));
  if (looks_binary(before) || looks_binary(after) || !is_comparable(before, after)) return {};
  std::string text;
  compare(before, after, 0, 3, append_line, &text);
  return text;
}

Spans read_spans(const Repository& repository, const Oid& id) {
  if (repository.size_of(id) > kCountableBlob) return {};
  return spans_of(repository.read(id, ObjectType::blob).data());
}

}  // namespace hotfix
