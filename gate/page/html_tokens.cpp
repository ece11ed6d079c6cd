// SPDX-License-Identifier: MIT
#include "gate/page/html_tokens.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "rules/support/text.h"
#include "rules/support/words.h"

namespace hotfix {

namespace {

using Kind = HtmlToken::Kind;
constexpr auto kNone = std::string_view::npos;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_word(char c) { return is_ascii_word(static_cast<unsigned char>(c)); }

// "<p", "</p", "<!" or "<?"; any other '<' is text.
bool begins_markup(std::string_view html) {
  if (html.size() < 2 || html[0] != '<') return false;
  if (html[1] == '/') return html.size() > 2 && is_letter(html[2]);
  return is_letter(html[1]) || html[1] == '!' || html[1] == '?';
}

std::string utf8(unsigned code) {
  std::string text;
  const auto put = [&](unsigned byte) { text += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6), put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12), put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18), put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
  }
  return text;
}

// The character behind "#80", "#x50" or "amp"; nullopt for one that is not known.
std::optional<std::string> character(std::string_view name) {
  constexpr std::pair<std::string_view, std::string_view> known[] = {
      {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", " "}};
  for (const auto& [entity, text] : known) {
    if (entity == name) return std::string(text);
  }
  if (!name.starts_with("#")) return std::nullopt;
  name.remove_prefix(1);
  const bool hex = name.starts_with("x") || name.starts_with("X");
  name.remove_prefix(hex ? 1 : 0);
  unsigned code = 0;
  const auto [end, error] =
      std::from_chars(name.data(), name.data() + name.size(), code, hex ? 16 : 10);
  const bool is_good = error == std::errc() && end == name.data() + name.size() && code > 0 &&
                       code < 0x110000 && (code < 0xD800 || code > 0xDFFF);
  return is_good ? std::optional(utf8(code)) : std::nullopt;
}

std::string decoded(std::string_view html) {
  constexpr std::size_t longest = 10;
  std::string text;
  while (!html.empty()) {
    const auto end = html[0] == '&' ? html.substr(0, longest).find(';') : kNone;
    const auto decoded = end == kNone ? std::nullopt : character(html.substr(1, end - 1));
    text += decoded ? *decoded : std::string(1, html[0]);
    html.remove_prefix(decoded ? end + 1 : 1);
  }
  return text;
}

}  // namespace

std::vector<HtmlToken> HtmlTokens::read(std::string_view html) {
  std::vector<HtmlToken> tokens;
  while (!html.empty()) {
    if (hides()) {
      close_markup(html, tokens);
    } else if (begins_markup(html)) {
      open_markup(html, tokens);
    } else {
      const auto end = std::min(html.find('<', 1), html.size());
      tokens.push_back({Kind::text, decoded(html.substr(0, end))});
      html.remove_prefix(end);
    }
  }
  return tokens;
}

void HtmlTokens::end_block() {
  if (inside_ != Inside::comment && quote_ == 0) inside_ = Inside::nothing;
}

void HtmlTokens::open_markup(std::string_view& html, std::vector<HtmlToken>& tokens) {
  if (html.starts_with("<!--")) {
    html.remove_prefix(4);
    // "<!-->" and "<!--->" are whole comments.
    const std::size_t empty = html.starts_with(">") ? 1 : html.starts_with("->") ? 2 : 0;
    html.remove_prefix(empty);
    inside_ = empty > 0 ? Inside::nothing : Inside::comment;
  } else if (html[1] == '!' || html[1] == '?') {
    html.remove_prefix(2);
    inside_ = Inside::bogus;
  } else {
    const std::size_t begin = html[1] == '/' ? 2 : 1;
    const auto end =
        std::find_if_not(html.begin() + static_cast<std::ptrdiff_t>(begin), html.end(), is_word);
    const std::string_view name(&html[begin], static_cast<std::size_t>(end - html.begin()) - begin);
    tokens.push_back({begin == 2 ? Kind::close : Kind::open, lower(name)});
    html.remove_prefix(begin + name.size());
    inside_ = Inside::tag;
  }
}

void HtmlTokens::close_markup(std::string_view& html, std::vector<HtmlToken>& tokens) {
  if (inside_ == Inside::tag) return skip_tag(html);
  auto end = html.find('>');
  if (inside_ == Inside::comment) {
    const auto closes = [&](std::size_t at) {
      return html.substr(0, at).ends_with("--") || html.substr(0, at).ends_with("--!");
    };
    while (end != kNone && !closes(end)) end = html.find('>', end + 1);
  }
  const std::string_view hidden = html.substr(0, end);
  tokens.push_back(
      {Kind::comment, std::string(hidden.substr(0, hidden.find_last_not_of("-!") + 1))});
  html.remove_prefix(std::min(hidden.size() + 1, html.size()));
  if (end != kNone) inside_ = Inside::nothing;
}

// Up to the '>' that is in no attribute's value.
void HtmlTokens::skip_tag(std::string_view& html) {
  std::size_t at = 0;
  for (; at < html.size(); ++at) {
    const char c = html[at];
    if (quote_ != 0) {
      if (c == quote_) quote_ = 0;
    } else if ((c == '"' || c == '\'') && at > 0 && html[at - 1] == '=') {
      quote_ = c;
    } else if (c == '>') {
      inside_ = Inside::nothing;
      ++at;
      break;
    }
  }
  html.remove_prefix(at);
}

}  // namespace hotfix
