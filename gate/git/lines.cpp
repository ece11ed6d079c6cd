// SPDX-License-Identifier: MIT
#include "gate/git/lines.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "gate/base/error.h"
#include "gate/base/hash.h"
#include "gate/base/sequence_diff.h"
#include "gate/git/handles.h"
#include "gate/git/hunks.h"
#include "rules/support/text.h"

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

// Where indentation is syntax, only trailing blanks and empty lines are mere spacing.
bool indentation_matters(std::string_view path) {
  for (std::string_view end : {".py", ".yml", ".yaml", ".mk", "Makefile", ".pug", ".haml",
                               ".coffee", ".sass", ".fs", ".hs", ".nim"}) {
    if (path.size() >= end.size() && path.substr(path.size() - end.size()) == end) return true;
  }
  return false;
}

// The line numbers of one side of a difference.
class Numbers {
 public:
  void add(int number) {
    const auto at = static_cast<std::size_t>(number);
    if (at >= has_.size()) has_.resize(at + 1 + at / 2);
    has_[at] = true;
    ++size_;
  }
  bool contains(int number) const {
    const auto at = static_cast<std::size_t>(number);
    return at < has_.size() && has_[at];
  }
  std::size_t size() const { return size_; }

 private:
  std::vector<bool> has_;
  std::size_t size_ = 0;
};

struct ChangedNumbers {
  Numbers added, deleted;
};

int note_number(const git_diff_delta*, const git_diff_hunk*, const git_diff_line* line,
                void* payload) {
  auto& numbers = *static_cast<ChangedNumbers*>(payload);
  if (line->origin == GIT_DIFF_LINE_ADDITION) numbers.added.add(line->new_lineno);
  if (line->origin == GIT_DIFF_LINE_DELETION) numbers.deleted.add(line->old_lineno);
  return 0;
}

void keep(std::vector<Line>& lines, int number, const git_diff_line& line) {
  if (lines.size() >= kMostKept) return;
  std::string_view text(line.content, line.content_len);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  lines.push_back({static_cast<std::size_t>(number), std::string(text)});
}

// A run of changed lines, and whether new indentation is all there is to it.
struct Hunk {
  int old_start = 0, new_start = 0;
  int old_end = 0;  // the last old line it covers
  std::size_t lines = 0;
  bool is_spacing = true;
  std::vector<std::string> removed, added;  // without their indentation; only while is_spacing

  bool is_indentation() const { return is_spacing && removed == added; }
};

std::string unindented(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  return first == std::string_view::npos ? std::string() : std::string(text.substr(first));
}

// Fills in a file line by line, knowing which lines change more than spacing.
class LineCounter {
 public:
  LineCounter(ChangedFile& file, const ChangedNumbers& substance)
      : file_(file), substance_(substance) {}

  static int on_line(const git_diff_delta*, const git_diff_hunk* hunk, const git_diff_line* line,
                     void* payload) {
    static_cast<LineCounter*>(payload)->count(*hunk, *line);
    return 0;
  }

  // Two alignments of the same files can disagree: no more is mere spacing than the number of lines
  // that vanish when spacing is ignored.
  void finish() {
    const std::size_t total = file_.added + file_.deleted;
    const std::size_t substance = substance_.added.size() + substance_.deleted.size();
    file_.spacing = std::min(file_.spacing, total - std::min(total, substance));
    file_.reformatted = std::min(file_.spacing, unexplained());
  }

 private:
  void count(const git_diff_hunk& hunk, const git_diff_line& line) {
    const bool is_added = line.origin == GIT_DIFF_LINE_ADDITION;
    if (!is_added && line.origin != GIT_DIFF_LINE_DELETION) return;
    Hunk& current = hunk_at(hunk);
    const int number = is_added ? line.new_lineno : line.old_lineno;
    ++(is_added ? file_.added : file_.deleted);
    keep(is_added ? file_.added_lines : file_.removed_lines, number, line);
    ++current.lines;
    if (!is_added) current.old_end = number;
    if ((is_added ? substance_.added : substance_.deleted).contains(number)) {
      current.is_spacing = false;
    } else {
      ++file_.spacing;
    }
    if (!current.is_spacing) return;
    (is_added ? current.added : current.removed)
        .push_back(unindented({line.content, line.content_len}));
  }

  // libgit2 uses one struct for all hunks, so they are told apart by where they start.
  Hunk& hunk_at(const git_diff_hunk& hunk) {
    if (hunks_.empty() || hunks_.back().old_start != hunk.old_start ||
        hunks_.back().new_start != hunk.new_start) {
      hunks_.emplace_back();
      hunks_.back().old_start = hunks_.back().old_end = hunk.old_start;
      hunks_.back().new_start = hunk.new_start;
    }
    return hunks_.back();
  }

  // Lines of hunks where only spacing changes. New indentation is explained by a new block around
  // it: a neighbour, at most three lines away, where more changes or which is explained itself.
  std::size_t unexplained() {
    explain(hunks_.begin(), hunks_.end());
    explain(hunks_.rbegin(), hunks_.rend());
    std::size_t lines = 0;
    for (const Hunk& hunk : hunks_) lines += hunk.is_spacing ? hunk.lines : 0;
    return lines;
  }

  template <class Iterator>
  void explain(Iterator first, Iterator last) {
    constexpr int kNear = 3;
    for (Iterator before = first; first != last; before = first++) {
      const bool is_near = std::abs(first->old_start - before->old_end) <= kNear + 1 ||
                           std::abs(before->old_start - first->old_end) <= kNear + 1;
      if (first->is_indentation() && !before->is_spacing && is_near) first->is_spacing = false;
    }
  }

  ChangedFile& file_;
  const ChangedNumbers& substance_;
  std::vector<Hunk> hunks_;
};

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
  if (!is_countable(repository, change)) {
    file.content = ChangedFile::Content::too_large;
    return;
  }
  const std::string before = text_of(load(repository, change.before));
  const std::string after = text_of(load(repository, change.after));
  if (looks_binary(before) || looks_binary(after)) {
    file.content = ChangedFile::Content::binary;
    return;
  }
  if (!is_comparable(before, after)) {
    file.content = ChangedFile::Content::too_large;
    return;
  }
  const unsigned spacing = indentation_matters(file.path) ? GIT_DIFF_IGNORE_WHITESPACE_EOL
                                                          : GIT_DIFF_IGNORE_WHITESPACE_CHANGE;
  ChangedNumbers substance;
  compare(before, after, spacing | GIT_DIFF_IGNORE_BLANK_LINES, 0, note_number, &substance);
  LineCounter counter(file, substance);
  compare(before, after, 0, 0, LineCounter::on_line, &counter);
  counter.finish();
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
