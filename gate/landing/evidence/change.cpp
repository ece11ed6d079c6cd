// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/change.h"

#include "gate/match/pattern.h"
#include "rules/code/default_paths.h"

namespace hotfix {

namespace {

constexpr float kNotesShare = 0.05F;  // what a line of notes weighs beside a line of code
constexpr float kOpaqueWeight = 2;    // a binary, a mode or a submodule, in lines of code

constexpr std::string_view kNotes[] = {
    "CHANGELOG*",  "changelog*",    "Changelog*",     "ChangeLog*",     "CHANGES*",
    "Changes*",    "NEWS*",         "RELEASE_NOTES*", "RELEASES*",      "HISTORY*",
    "AUTHORS*",    "THANKS*",       "VERSION*",       "version",        "version.*",
    "_version.*",  "releasenotes/", "release-notes/", "release_notes/", "rel_notes/",
    "changelogs/", "changelog/",    "changelog.d/",   "news.d/",        "newsfragments/",
    ".changeset/"};

FilePart read_part(Contents& contents, TreeChange entry) {
  FilePart part;
  part.entry = std::move(entry);
  const auto before = contents.text(part.entry.before), after = contents.text(part.entry.after);
  const float share = is_notes(part.entry.path) ? kNotesShare : 1;
  part.is_text = before && after;
  if (part.is_text) {
    part.lines = line_changes(before->view(), after->view());
    weigh_by_rarity(part.lines, before->view(), after->view());
    for (LineChange& line : part.lines) line.weight *= share;
  }
  const bool is_opaque = !part.is_text || part.entry.before.mode != part.entry.after.mode;
  const bool is_created = part.entry.before.mode == 0 || part.entry.after.mode == 0;
  part.weight = weight_of(part.lines);
  if ((is_opaque && !(is_created && part.is_text)) || part.weight == 0) {
    part.weight += kOpaqueWeight * share;
  }
  return part;
}

}  // namespace

bool is_notes(std::string_view path) {
  static const Matcher is_lock = glob_matcher(WordTable(default_paths::kLock));
  static const Matcher matches = glob_matcher(WordTable(kNotes));
  return is_lock(path) || matches(path);
}

bool is_beside_the_fix(std::string_view path) {
  static const Matcher is_test = glob_matcher(WordTable(default_paths::kTests));
  static const Matcher is_document = glob_matcher(WordTable(default_paths::kDocs));
  return is_notes(path) || is_test(path) || is_document(path);
}

Change read_change(const Repository& repository, Contents& contents, const Oid& tip,
                   const Oid& before, const Oid& after) {
  Change change{tip, before, after, {}, 0, true};
  for (TreeChange& entry : diff_trees(repository, before, after)) {
    change.files.push_back(read_part(contents, std::move(entry)));
    change.weight += change.files.back().weight;
    change.is_only_notes = change.is_only_notes && is_notes(change.files.back().entry.path);
  }
  return change;
}

std::vector<TreeChange> changes_of(Graph& graph, const Oid& commit) {
  const std::vector<Oid>& parents = graph.parents(commit);
  const Oid before = parents.empty() ? Oid{} : graph.header(parents.front()).tree;
  return diff_trees(graph.repository(), before, graph.header(commit).tree);
}

Change read_change(Graph& graph, Contents& contents, const Oid& commit) {
  const std::vector<Oid>& parents = graph.parents(commit);
  const Oid before = parents.empty() ? Oid{} : graph.header(parents.front()).tree;
  return read_change(graph.repository(), contents, commit, before, graph.header(commit).tree);
}

}  // namespace hotfix
