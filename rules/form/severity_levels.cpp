// SPDX-License-Identifier: MIT
#include "rules/form/severity_levels.h"

#include <algorithm>
#include <vector>

#include "rules/support/text.h"
#include "rules/support/words.h"

namespace hotfix {

namespace {

using Words = std::vector<std::string>;

struct Word {
  std::string text;     // as written, in lower case: "p0", "sev-0"
  std::string level;    // empty: it is none
  bool begins = false;  // a part of the text begins with it
};

// "P0" for "P0", "sev0" and "sev-0"; S2 and S3 are not levels: S3 is also a file store.
std::string level_in_prose(std::string_view text) {
  const bool number = text.size() == 4 || (text.size() == 5 && (text[3] == '-' || text[3] == ' '));
  const bool sev = number && text.starts_with("sev") && text.back() >= '0' && text.back() <= '3';
  if (sev || text == "s0" || text == "s1") {
    return level_of("p" + std::string(text.substr(text.size() - 1)));
  }
  return level_of(text) <= "P3" ? level_of(text) : std::string();
}

bool is_word(std::string_view text, std::size_t at) {
  return at < text.size() && is_ascii_word(static_cast<unsigned char>(text[at]));
}

// "/p1/" of an address and "db.p1.internal" are not words.
bool is_joined(std::string_view text, std::size_t begin, std::size_t end) {
  const auto joins = [&](std::size_t at, std::string_view marks) {
    return at < text.size() && marks.find(text[at]) != std::string_view::npos;
  };
  const bool before = begin > 1 && joins(begin - 1, "/._-=&") && is_word(text, begin - 2);
  return before || (joins(end, "/._=&") && is_word(text, end + 1));
}

// The end of the word at `at`, which may be "sev-1" and "Sev 1" too.
std::size_t end_of_word(std::string_view text, std::size_t at) {
  const auto end_from = [&](std::size_t end) {
    while (is_word(text, end)) ++end;
    return end;
  };
  const std::size_t end = end_from(at);
  const bool divided = end < text.size() && (text[end] == '-' || text[end] == ' ');
  const bool sev = end - at == 3 && lower(text.substr(at, 3)) == "sev";
  return sev && divided && end_from(end + 1) == end + 2 ? end + 2 : end;
}

// Whether a new part of the text begins behind what stands between two words.
bool divides(std::string_view between) {
  if (between.find_first_of(",;|()[]!?\n") != std::string_view::npos) return true;
  const bool spaced = between.find_first_of(" \t") != std::string_view::npos;
  const bool marked = between.find_first_of("./:-") != std::string_view::npos;
  return (spaced && marked) || between.find("\xE2\x80") != std::string_view::npos ||
         between.find("\xEF\xBC") != std::string_view::npos;
}

std::vector<Word> words_with_levels(std::string_view text) {
  std::vector<Word> words;
  std::size_t last = 0;  // the end of the word before
  for (std::size_t at = 0; at < text.size();) {
    if (!is_word(text, at)) {
      ++at;
      continue;
    }
    const std::size_t end = end_of_word(text, at);
    Word word{lower(text.substr(at, end - at)), {}, false};
    if (!is_joined(text, at, end)) word.level = level_in_prose(word.text);
    word.begins = words.empty() || divides(text.substr(last, at - last));
    words.push_back(std::move(word));
    at = last = end;
  }
  return words;
}

// Each level is given where some mention of it is; what `counts` leaves out is not looked at.
template <class Counts>
NamedLevels named(std::string_view text, const std::vector<Word>& words, Counts counts) {
  NamedLevels levels;
  std::set<std::string> asked;  // affirms() looks at every mention at once
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Word& word = words[i];
    if (word.level.empty() || !counts(i)) continue;
    const bool is_past = i > 0 && words[i - 1].text == "from" && !word.begins;
    if (is_past) {
      levels.denied.insert(word.level);
    } else if (asked.insert(word.text).second) {
      (affirms(text, word.text) ? levels.given : levels.denied).insert(word.level);
    }
  }
  for (const std::string& level : levels.given) levels.denied.erase(level);
  return levels;
}

// The words before this one in its part of the text, as far as they can matter.
Words before(const std::vector<Word>& words, std::size_t at) {
  constexpr std::size_t most = 16;
  Words found;
  for (; !words[at].begins && found.size() < most; --at) found.push_back(words[at - 1].text);
  return found;
}

bool all_of(const Words& words, const Words& allowed) {
  return std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return one_of(word, allowed); });
}

// "P0", "severity: P0", "not P0", and the last of "P0 or P3".
bool marks(const std::vector<Word>& words, std::size_t at) {
  static const Words openings = {"severity", "priority", "prio", "level",  "is",
                                 "now",      "not",      "no",   "longer", "a"};
  const bool follows_or = at > 0 && one_of(words[at - 1].text, {"or", "but"});
  return follows_or || all_of(before(words, at), openings);
}

}  // namespace

std::string level_of(std::string_view word) {
  const bool is_level =
      word.size() == 2 && (word[0] == 'p' || word[0] == 'P') && word[1] >= '0' && word[1] <= '9';
  return is_level ? std::string("P") + word[1] : std::string();
}

NamedLevels levels_in(std::string_view text) {
  return named(text, words_with_levels(text), [](std::size_t) { return true; });
}

NamedLevels levels_marking(std::string_view text) {
  const std::vector<Word> words = words_with_levels(text);
  return named(text, words, [&](std::size_t i) { return marks(words, i); });
}

NamedLevels levels_of_title(std::string_view title) {
  static const Words objects = {"for", "of", "to", "on", "in", "at", "with", "by", "and", "or"};
  const std::vector<Word> words = words_with_levels(title);
  return named(title, words, [&](std::size_t i) {
    return marks(words, i) || (i + 1 == words.size() && !one_of(words[i - 1].text, objects));
  });
}

NamedLevels levels_of_this(std::string_view text) {
  static const Words subjects = {"this", "incident", "issue", "bug", "problem", "hotfix"};
  static const Words fillers = {"this",   "the",      "incident", "issue", "bug",      "problem",
                                "hotfix", "is",       "isn",      "isnt",  "t",        "s",
                                "not",    "no",       "longer",   "a",     "an",       "really",
                                "only",   "actually", "just",     "now",   "clearly",  "but",
                                "and",    "so",       "in",       "fact",  "honestly", "probably"};
  const std::vector<Word> words = words_with_levels(text);
  return named(text, words, [&](std::size_t i) {
    const Words lead = before(words, i);
    const bool has_subject = std::any_of(
        lead.begin(), lead.end(), [&](const std::string& word) { return one_of(word, subjects); });
    return has_subject && all_of(lead, fillers);
  });
}

}  // namespace hotfix
