// SPDX-License-Identifier: MIT
#include "gate/git/trailers.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "gate/base/text_lines.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

using Lines = LineViews;

constexpr char kComment = '#';

bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

bool is_blank(std::string_view line) { return std::all_of(line.begin(), line.end(), is_space); }

bool is_comment(std::string_view line) { return line.starts_with(kComment); }

bool is_continued(std::string_view line) { return !line.empty() && is_space(line.front()); }

// Without the comments at the end, and the list of conflicts that git wrote there until 2.3.
Lines without_tail(Lines lines) {
  std::size_t tail = 0;  // where it begins; 0: it has not begun
  bool lists_conflicts = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool is_conflict = lists_conflicts && lines[i].starts_with('\t');
    lists_conflicts = is_conflict || lines[i] == "Conflicts:" ||
                      (lists_conflicts && (is_comment(lines[i]) || lines[i].empty()));
    const bool is_tail = lists_conflicts || is_comment(lines[i]) || lines[i].empty();
    if (!is_tail) {
      tail = 0;
    } else if (tail == 0) {
      tail = i;
    }
  }
  if (tail != 0) lines.resize(tail);
  return lines;
}

// Where the colon of "Key: value" stands; npos: it is not one.
std::size_t colon_of(std::string_view line) {
  bool is_over = false;  // only blanks may follow the key
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == ':') return i == 0 ? line.npos : i;
    const bool is_key = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-';
    if (!is_over && is_key) continue;
    if (i == 0 || (c != ' ' && c != '\t')) return line.npos;
    is_over = true;
  }
  return line.npos;
}

bool is_written_by_git(std::string_view line) {
  return line.starts_with("Signed-off-by: ") || line.starts_with("(cherry picked from commit ");
}

// The first paragraph is the subject, and never trailers.
std::size_t end_of_subject(const Lines& lines) {
  const auto end = std::find_if(lines.begin(), lines.end(), [](std::string_view line) {
    return !is_comment(line) && is_blank(line);
  });
  return static_cast<std::size_t>(end - lines.begin());
}

// What the lines of a paragraph are, counted from its end.
struct Count {
  std::size_t trailers = 0, others = 0, continued = 0;
  bool is_known = false;  // git itself has written one of them

  void add(std::string_view line) {
    if (is_comment(line)) {
      others += std::exchange(continued, 0);
    } else if (is_written_by_git(line)) {
      ++trailers;
      continued = 0;
      is_known = true;
    } else if (is_continued(line)) {
      ++continued;
    } else if (colon_of(line) != line.npos) {
      ++trailers;
      continued = 0;
    } else {
      others += 1 + std::exchange(continued, 0);
    }
  }

  bool are_trailers() const {
    const std::size_t rest = others + continued;
    return (is_known && trailers * 3 >= rest) || (trailers > 0 && rest == 0);
  }
};

// The number of the first line of the trailers; lines.size(): there are none.
std::size_t start_of_trailers(const Lines& lines) {
  const std::size_t subject = end_of_subject(lines);
  Count count;
  bool is_at_end = true;
  for (std::size_t i = lines.size(); i-- > subject;) {
    if (!is_comment(lines[i]) && is_blank(lines[i])) {
      if (is_at_end) continue;
      return count.are_trailers() ? i + 1 : lines.size();
    }
    is_at_end = is_at_end && is_comment(lines[i]);
    count.add(lines[i]);
  }
  return lines.size();
}

}  // namespace

std::vector<Trailer> trailers_of(std::string_view message) {
  const Lines lines = without_tail(split_lines(message));
  std::vector<Trailer> trailers;
  bool may_go_on = false;  // the line before belongs to a trailer
  for (std::size_t i = start_of_trailers(lines); i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    if (is_continued(line)) {
      const std::string_view more = trim(line);
      if (may_go_on && !more.empty()) trailers.back().value += " " + std::string(more);
      continue;
    }
    const auto colon = colon_of(line);  // a comment has none
    may_go_on = colon != line.npos;
    if (!may_go_on) continue;
    trailers.push_back(
        {lower(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1)))});
  }
  for (Trailer& trailer : trailers) trailer.value = trim(trailer.value);
  return trailers;
}

std::vector<std::string> misplaced_trailers(std::string_view message, std::string_view key) {
  const Lines lines = without_tail(split_lines(message));
  const std::size_t end = start_of_trailers(lines);
  std::vector<std::string> values;
  for (std::size_t i = 0; i < end; ++i) {
    const auto colon = colon_of(lines[i]);
    if (colon == std::string_view::npos || lower(trim(lines[i].substr(0, colon))) != key) continue;
    values.emplace_back(trim(lines[i].substr(colon + 1)));
  }
  return values;
}

}  // namespace hotfix
