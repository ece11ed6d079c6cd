// SPDX-License-Identifier: MIT
#include "gate/request/lookalike.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "rules/support/text.h"

namespace hotfix {

namespace {

using Character = std::uint32_t;  // a code point

constexpr std::string_view kWord = "hotfix";

// What looks like one ASCII character. Only those that the word, its plural and what separates it
// are written with: the confusables of Unicode (UTS #39), and the accents of Latin letters.
struct Likeness {
  char letter;
  std::u32string_view others;
};
constexpr Likeness kLikenesses[] = {
    {'h',
     U"\u04bb\u04ba\u043d\u041d\u0397\u0266\u0127\u0126\u0125\u0124\u1e25\u210e\u210d\u210b"
     U"\u210c\u0570\u13c2\u13bb"},
    {'o',
     U"\u043e\u041e\u03bf\u039f\u03c3\u0585\u0555\u00f8\u00d8\u00f6\u00d6\u00f3\u00f2\u00f4"
     U"\u00f5\u014d\u0151\u01a1\u2134\u3007\u25cb\u0ed0\u0966"},
    {'t', U"\u0442\u0422\u03c4\u03a4\u0163\u021b\u0165\u0167\u01ab\u2020\u1e6d"},
    {'f', U"\u0192\u0191\u03dd\u017f\u1e1f\ua799\u2131\u0584"},
    {'i',
     U"\u0456\u0406\u0457\u0407\u03b9\u0399\u0131\u0130\u00ed\u00ec\u00ee\u00ef\u012b\u0269"
     U"\u04c0\u04cf\u2170\u2160\u01c0\u2139\u2110\u2111\u2113\u217c\u2223"},
    {'x', U"\u0445\u0425\u03c7\u03a7\u00d7\u2179\u2169\u2715\u2716\u2a2f\u04b3"},
    {'e', U"\u0435\u0415\u0395\u03b5\u00e9\u00e8\u00ea\u00eb\u0113\u0451\u0401\u212f\u2130"},
    {'s', U"\u0455\u0405\u0161\u015f\u0219\u015b\ua731"},
    {'/', U"\u2215\u2044\u29f8\u2571\u27cb\u30ce\u3033\u1735\u2216\u29f5\u2f03\u4e3f"},
    {'-',
     U"\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\u2043\u02d7\u06d4\u00b7\u2022\u30fb"
     U"\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
     U"\u3000"},
};

// Nobody sees them, or they are drawn over the letter before.
bool is_unseen(Character c) {
  constexpr std::u32string_view kAlone = U"\u00ad\u034f\u061c\u115f\u1160\u180e\u3164\ufeff\uffa0";
  const auto within = [c](Character first, Character last) { return c >= first && c <= last; };
  return kAlone.find(static_cast<char32_t>(c)) != kAlone.npos || within(0x0300, 0x036f) ||
         within(0x1ab0, 0x1aff) || within(0x200b, 0x200f) || within(0x202a, 0x202e) ||
         within(0x2060, 0x206f) || within(0x20d0, 0x20ff) || within(0xfe00, 0xfe0f) ||
         within(0xe0000, 0xe01ef);
}

char latin(Character number) { return static_cast<char>('a' + number % 26); }

// The letter, digit or sign that one of Unicode's other alphabets is a form of; 0: none.
char plain_form(Character c) {
  if (c >= 0xff01 && c <= 0xff5e) return static_cast<char>(c - 0xfee0);  // full width
  if (c >= 0x1d400 && c <= 0x1d6a3) return latin(c - 0x1d400);           // mathematical
  if (c >= 0x1d7ce && c <= 0x1d7ff) return static_cast<char>('0' + (c - 0x1d7ce) % 10);
  if (c >= 0x24b6 && c <= 0x24e9) return latin(c - 0x24b6);  // in a circle
  if (c >= 0x249c && c <= 0x24b5) return latin(c - 0x249c);  // in brackets
  if (c >= 0x1f110 && c <= 0x1f189) return latin(c - 0x1f110 - (c - 0x1f110) / 32 * 6);
  return 0;
}

char by_table(Character c) {
  for (const Likeness& one : kLikenesses) {
    if (one.others.find(static_cast<char32_t>(c)) != one.others.npos) return one.letter;
  }
  return 0;
}

// "h0tf1x", "hotflx".
char by_digit(char c) {
  constexpr std::string_view kDigits = "013457|!l", kLetters = "oieastiii";
  const auto at = kDigits.find(c);
  return at == kDigits.npos ? c : kLetters[at];
}

// The character that `text` begins with, which is cut off. A byte that is not UTF-8 is one by
// itself.
Character take(std::string_view& text) {
  const auto byte = [&](std::size_t i) -> Character {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  const Character first = byte(0);
  const std::size_t more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
  Character value = more == 0 ? first : first & (0x3fu >> more);
  for (std::size_t i = 1; i <= more; ++i) value = value << 6 | (byte(i) & 0x3f);
  text.remove_prefix(std::min(text.size(), more + 1));
  return value;
}

// What the text looks like, in lower case ASCII; '?' for what looks like nothing of ours.
std::string looks(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const Character c = take(text);
    if (is_unseen(c)) continue;
    if (c == 0xfb00 || c == 0xfb01) {  // the ligatures ff and fi
      result += c == 0xfb00 ? "ff" : "fi";
      continue;
    }
    char seen = c < 0x80 ? static_cast<char>(c) : plain_form(c);
    if (seen == 0) seen = by_table(c);
    result += seen == 0 ? '?' : lower(std::string(1, seen)).front();
  }
  return result;
}

bool is_separator(char c) { return c == '-' || c == '_' || c == '.' || c == '+' || c == '='; }

// The word written with a slip: two letters in the wrong order, one left out, or one twice.
bool is_slip(const std::string& word) {
  for (std::size_t i = 0; i < kWord.size(); ++i) {
    std::string swapped(kWord), shorter(kWord), doubled(kWord);
    if (i + 1 < swapped.size()) std::swap(swapped[i], swapped[i + 1]);
    shorter.erase(i, 1);
    doubled.insert(i, 1, kWord[i]);
    if (word == swapped || word == shorter || word == doubled) return true;
  }
  return word == "hotfixs" || word == "hotfixe";
}

// Up to the end of the word without separators, and with letters for the digits that look like
// them.
std::string joined(std::string_view text) {
  std::string letters;
  for (const char c : text) {
    if (letters.size() >= kWord.size()) {
      letters += c;
    } else if (!is_separator(c)) {
      letters += by_digit(c);
    }
  }
  return letters;
}

// The word ends where no letter follows: "hotfix2", "hotfix@x". A '?' is a letter of some alphabet.
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || c == '?'; }

// The name of a remote, or of git's own folder, that was taken for a part of the branch's name.
std::string_view without_place(std::string_view branch) {
  for (const std::string_view place : {"refs/heads/", "heads/", "origin/", "upstream/"}) {
    if (branch.starts_with(place)) branch.remove_prefix(place.size());
  }
  return branch;
}

}  // namespace

bool looks_like_hotfix(std::string_view branch) {
  const std::string seen = looks(branch);
  const std::string letters = joined(without_place(seen));
  const auto slash = letters.find('/');
  if (slash != letters.npos && is_slip(letters.substr(0, slash))) return true;
  if (!letters.starts_with(kWord)) return false;
  std::string_view rest = std::string_view(letters).substr(kWord.size());
  if (rest.starts_with("es")) rest.remove_prefix(2);
  return rest.empty() || !is_letter(rest.front());
}

}  // namespace hotfix
