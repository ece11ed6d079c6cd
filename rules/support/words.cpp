// SPDX-License-Identifier: MIT
#include "rules/support/words.h"

#include <algorithm>

#include "rules/support/text.h"

namespace hotfix {

namespace {

// Words as words_of() makes them. `marks` has at each space, and once after the end, the mark of
// punctuation that stood there, '?' before any other; a space where there was none.
struct Sentence {
  std::string words;
  std::string marks;
};

char stronger(char mark, char c) {
  constexpr std::string_view punctuation = ".,;:!";
  if (c == '?' || mark == '?') return '?';
  return punctuation.find(c) == std::string_view::npos ? mark : c;
}

Sentence sentence_of(std::string_view text) {
  Sentence all;
  char mark = ' ';
  bool between = false;
  for (char c : text) {
    if (!is_ascii_word(static_cast<unsigned char>(c))) {
      between = !all.words.empty();
      if (between) mark = stronger(mark, c);
      continue;
    }
    if (between) {
      all.words += ' ';
      all.marks += mark;
    }
    between = false;
    mark = ' ';
    all.words += c;
    all.marks += ' ';
  }
  all.marks += mark;
  all.words = lower(all.words);
  return all;
}

bool is_denial(std::string_view word) {
  static const std::vector<std::string> denials = {"no",      "not",  "never",   "without",
                                                   "neither", "nor",  "cannot",  "isnt",
                                                   "wasnt",   "none", "instead", "t"};  // "isn't"
  return one_of(word, denials);
}

// "not an actual", "no sign of": what may stand between a denial and what it denies.
bool is_between(std::string_view word) {
  static const std::vector<std::string> fillers = {
      "a",     "an",       "the",  "any",    "yet",    "of",     "sign",  "signs", "been",   "real",
      "known", "evidence", "risk", "actual", "really", "longer", "quite", "even",  "exactly"};
  return one_of(word, fillers);
}

// "will not be able to", "no plan to": what may stand between a denial and what is not done.
bool is_between_deed(std::string_view word) {
  static const std::vector<std::string> fillers = {
      "be",   "able", "to",   "possible", "plan",   "plans",   "going",  "will",  "do",
      "we",   "way",  "it",   "this",     "intend", "want",    "need",   "have",  "planned",
      "plan", "git",  "that", "in",       "our",    "railway", "simply", "easily"};
  return is_between(word) || one_of(word, fillers);
}

bool is_inability(std::string_view word) {
  static const std::vector<std::string> words = {"unable", "impossible", "cant",
                                                 "wont",   "dont",       "refuse"};
  return is_denial(word) || one_of(word, words);
}

using Test = bool (*)(std::string_view word);

// Whether the words before `at` deny what begins there; never across punctuation.
bool denied_before(const Sentence& all, std::size_t at, Test denies, Test is_filler) {
  constexpr int reach = 6;
  bool than = false;
  for (int i = 0; i < reach && at > 0 && all.marks[at - 1] == ' '; ++i) {
    const std::size_t end = at - 1;
    const auto space = all.words.rfind(' ', end - 1);
    at = space == std::string::npos ? 0 : space + 1;
    const std::string_view word = std::string_view(all.words).substr(at, end - at);
    if (denies(word) || (than && word == "rather")) return true;
    than = word == "than";
    if (!than && !is_filler(word)) return false;
  }
  return false;
}

// "<phrase>: no" and "<phrase>?", unless the answer is yes.
bool denied_after(const Sentence& all, std::size_t end) {
  const std::size_t start = std::min(end + 1, all.words.size());
  const std::size_t stop = std::min(all.words.find(' ', start), all.words.size());
  const std::string_view next = std::string_view(all.words).substr(start, stop - start);
  if (all.marks[end] == '?') return next != "yes" && next != "y";
  const bool last = stop == all.words.size() || all.marks[stop] != ' ';
  return last && (next == "no" || next == "none" || next == "not");
}

// The next word behind `at`, which is moved to its end; empty where a clause or the text ends.
std::string_view next_word(const Sentence& all, std::size_t& at) {
  if (at >= all.words.size() || std::string_view(" :?").find(all.marks[at]) == std::string::npos) {
    return {};
  }
  const std::size_t begin = at + 1;
  at = std::min(all.words.find(' ', begin), all.words.size());
  return std::string_view(all.words).substr(begin, at - begin);
}

// "<deed> is not possible", "<deed> cannot be done", "<deed> plan: none".
bool undone_after(const Sentence& all, std::size_t at) {
  static const std::vector<std::string> fillers = {
      "plan", "option", "is",  "was", "will", "would", "can",   "could",
      "be",   "does",   "isn", "won", "has",  "been",  "are",   "this",
      "yet",  "it",     "by",  "git", "of",   "the",   "commit"};
  static const std::vector<std::string> ends = {"no",   "none",    "not", "never", "tbd",
                                                "todo", "unknown", "na",  "n",     "unclear"};
  static const std::vector<std::string> deeds = {
      "possible", "planned", "needed", "available", "work",     "happen",     "done",
      "feasible", "going",   "help",   "exist",     "wanted",   "supported",  "be",
      "required", "an",      "used",   "necessary", "intended", "considered", "applicable"};
  std::string_view word = next_word(all, at);
  while (one_of(word, fillers)) word = next_word(all, at);
  if (word == "impossible" || word == "cannot") return true;
  const bool is_last = at >= all.words.size() || all.marks[at] != ' ';
  if (is_last && one_of(word, ends)) return true;
  return one_of(word, {"not", "never", "t"}) && one_of(next_word(all, at), deeds);
}

}  // namespace

bool is_ascii_word(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string words_of(std::string_view text) { return sentence_of(text).words; }

std::string phrase_of(std::string_view text) {
  std::string words;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || is_ascii_word(byte)) {
      words += c;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  return lower(trim(words));
}

bool has_phrase(const std::string& words, const std::string& phrase) {
  return (" " + words + " ").find(" " + phrase + " ") != std::string::npos;
}

bool only_words(const std::string& words, const std::vector<std::string>& allowed) {
  for (std::string_view rest = words; !rest.empty();) {
    const auto end = std::min(rest.find(' '), rest.size());
    if (!one_of(rest.substr(0, end), allowed)) return false;
    rest = trim(rest.substr(end));
  }
  return true;
}

bool affirms(std::string_view text, std::string_view phrase) {
  const Sentence all = sentence_of(text);
  const std::string words = " " + all.words + " ";
  const std::string wanted = " " + words_of(phrase) + " ";
  if (wanted.size() == 2) return false;
  for (auto at = words.find(wanted); at != std::string::npos; at = words.find(wanted, at + 1)) {
    const std::size_t end =
        at + wanted.size() - 2;  // in all.words, where the phrase begins at `at`
    if (!denied_before(all, at, is_denial, is_between) && !denied_after(all, end)) return true;
  }
  return false;
}

bool offers(std::string_view text, std::string_view deed) {
  const std::string wanted = " " + words_of(deed);
  const bool is_ascii =
      std::all_of(deed.begin(), deed.end(), [](char c) { return (c & 0x80) == 0; });
  if (!is_ascii || wanted.size() == 1) return lower(text).find(lower(deed)) != std::string::npos;
  const Sentence all = sentence_of(text);
  const std::string words = " " + all.words;
  for (auto at = words.find(wanted); at != std::string::npos; at = words.find(wanted, at + 1)) {
    // In all.words, where the deed begins at `at`.
    const std::size_t end = std::min(all.words.find(' ', at + wanted.size() - 1), all.words.size());
    if (!denied_before(all, at, is_inability, is_between_deed) && !undone_after(all, end))
      return true;
  }
  return false;
}

}  // namespace hotfix
