// SPDX-License-Identifier: MIT
#include "gate/git/lines.h"

#include <git2/sys/hashsig.h>

#include <unordered_set>
#include <utility>

#include "gate/error.h"
#include "gate/git/handles.h"
#include "gate/git/hunks.h"
#include "rules/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kLooksBinary = 8000;  // bytes; buffer_is_binary in git's xdiff-interface.c
constexpr std::size_t kMostKept = 20'000;   // line texts a side; counting goes on beyond

std::optional<Object> load(const Repository& repository, const TreeEntry& entry) {
  if (entry.mode == 0) return std::nullopt;
  return repository.read(entry.id, ObjectType::blob);
}

std::string_view text_of(const std::optional<Object>& blob) {
  return blob ? blob->data() : std::string_view{};
}

bool is_binary(std::string_view data) {
  return data.substr(0, kLooksBinary).find('\0') != std::string_view::npos;
}

// Where indentation is syntax, only trailing blanks and empty lines are mere spacing.
bool indentation_matters(std::string_view path) {
  for (std::string_view end : {".py", ".yml", ".yaml", ".mk", "Makefile", ".pug", ".haml",
                               ".coffee", ".sass", ".fs", ".hs", ".nim"}) {
    if (path.size() >= end.size() && path.substr(path.size() - end.size()) == end) return true;
  }
  return false;
}

// The line numbers of a difference.
struct Numbers {
  std::unordered_set<int> added, deleted;
};

int note_number(const git_diff_delta*, const git_diff_hunk*, const git_diff_line* line,
                void* payload) {
  auto& numbers = *static_cast<Numbers*>(payload);
  if (line->origin == GIT_DIFF_LINE_ADDITION) numbers.added.insert(line->new_lineno);
  if (line->origin == GIT_DIFF_LINE_DELETION) numbers.deleted.insert(line->old_lineno);
  return 0;
}

void keep(std::vector<Line>& lines, int number, const git_diff_line& line) {
  if (lines.size() >= kMostKept) return;
  std::string_view text(line.content, line.content_len);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  lines.push_back({static_cast<std::size_t>(number), std::string(text)});
}

// Fills in a file hunk by hunk, knowing which lines change more than spacing.
class LineCounter {
 public:
  LineCounter(ChangedFile& file, const Numbers& substance) : file_(file), substance_(substance) {}

  static int on_line(const git_diff_delta*, const git_diff_hunk* hunk, const git_diff_line* line,
                     void* payload) {
    static_cast<LineCounter*>(payload)->count(*hunk, *line);
    return 0;
  }

  void end_hunk() {
    if (hunk_is_spacing_) file_.reformatted += hunk_lines_;
    hunk_lines_ = 0;
    hunk_is_spacing_ = true;
  }

 private:
  void count(const git_diff_hunk& hunk, const git_diff_line& line) {
    const bool is_added = line.origin == GIT_DIFF_LINE_ADDITION;
    if (!is_added && line.origin != GIT_DIFF_LINE_DELETION) return;
    const std::pair starts(hunk.old_start, hunk.new_start);  // libgit2 uses one struct for all hunks
    if (starts != hunk_) end_hunk();
    hunk_ = starts;
    const int number = is_added ? line.new_lineno : line.old_lineno;
    ++(is_added ? file_.added : file_.deleted);
    keep(is_added ? file_.added_lines : file_.removed_lines, number, line);
    const bool is_spacing = !(is_added ? substance_.added : substance_.deleted).contains(number);
    if (is_spacing) ++file_.spacing;
    hunk_is_spacing_ = hunk_is_spacing_ && is_spacing;
    ++hunk_lines_;
  }

  ChangedFile& file_;
  const Numbers& substance_;
  std::pair<int, int> hunk_{-1, -1};
  std::size_t hunk_lines_ = 0;
  bool hunk_is_spacing_ = true;
};

// Calls `each` for every line of the difference.
void compare(std::string_view before, std::string_view after, unsigned flags, unsigned context,
             git_diff_line_cb each, void* payload) {
  git_diff_options options = GIT_DIFF_OPTIONS_INIT;
  options.context_lines = context;
  options.flags = GIT_DIFF_FORCE_TEXT | flags;
  options.max_size = -1;
  if (git_diff_buffers(before.data(), before.size(), nullptr, after.data(), after.size(), nullptr,
                       &options, nullptr, nullptr, nullptr, each, payload) != 0) {
    throw Undecidable(std::string("lines cannot be compared: ") + git_words(), "git fsck");
  }
}

int append_line(const git_diff_delta*, const git_diff_hunk*, const git_diff_line* line,
                void* payload) {
  auto& text = *static_cast<std::string*>(payload);
  text += line->origin;
  text.append(line->content, line->content_len);
  return 0;
}

bool is_countable(const Repository& repository, const TreeChange& change) {
  for (const TreeEntry& side : {change.before, change.after}) {
    if (side.mode != 0 && repository.size_of(side.id) > kCountableBlob) return false;
  }
  return true;
}

}  // namespace

void count_lines(const Repository& repository, const TreeChange& change, ChangedFile& file) {
  if (!is_countable(repository, change)) {
    file.content = ChangedFile::Content::too_large;
    return;
  }
  const auto before = load(repository, change.before);
  const auto after = load(repository, change.after);
  if (is_binary(text_of(before)) || is_binary(text_of(after))) {
    file.content = ChangedFile::Content::binary;
    return;
  }
  const unsigned spacing = indentation_matters(file.path) ? GIT_DIFF_IGNORE_WHITESPACE_EOL
                                                          : GIT_DIFF_IGNORE_WHITESPACE_CHANGE;
  Numbers substance;
  compare(text_of(before), text_of(after), spacing | GIT_DIFF_IGNORE_BLANK_LINES, 0, note_number,
          &substance);
  LineCounter counter(file, substance);
  compare(text_of(before), text_of(after), 0, 0, LineCounter::on_line, &counter);
  counter.end_hunk();
}

std::optional<std::string> hunk_text(const Repository& repository, const TreeChange& change) {
  if (change.before.mode == kModeSubmodule || change.after.mode == kModeSubmodule) return {};
  if (!is_countable(repository, change)) return {};
  const auto before = load(repository, change.before);
  const auto after = load(repository, change.after);
  if (is_binary(text_of(before)) || is_binary(text_of(after))) return {};
  std::string text;
  compare(text_of(before), text_of(after), 0, 3, append_line, &text);
  return text;
}

struct Likeness::Signatures {
  using Signature = Handle<git_hashsig, git_hashsig_free>;
  std::unordered_map<Oid, Signature> known;  // null: has none
};

Likeness::Likeness(const Repository& repository)
    : repository_(repository), signatures_(std::make_unique<Signatures>()) {}
Likeness::~Likeness() = default;

int Likeness::percent(const Oid& a, const Oid& b) {
  const auto signature = [this](const Oid& id) -> git_hashsig* {
    const auto [place, is_new] = signatures_->known.try_emplace(id);
    if (is_new && repository_.size_of(id) <= kCountableBlob) {
      const Object blob = repository_.read(id, ObjectType::blob);
      git_hashsig* made = nullptr;
      if (git_hashsig_create(&made, blob.data().data(), blob.data().size(),
                             GIT_HASHSIG_SMART_WHITESPACE) == 0) {
        place->second.reset(made);
      }
    }
    return place->second.get();
  };
  git_hashsig* first = signature(a);
  git_hashsig* second = signature(b);
  return first && second ? git_hashsig_compare(first, second) : 0;
}

}  // namespace hotfix
