// SPDX-License-Identifier: MIT
#include "rules/code/live_lines.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "rules/support/text.h"

namespace hotfix {

namespace {

using View = std::string_view;
constexpr auto npos = View::npos;

bool ends_in(View path, std::initializer_list<View> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](View end) { return path.ends_with(end); });
}

bool is_script_of_web(View path) {
  return ends_in(path, {".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts", ".vue",
                        ".svelte", ".astro", ".gjs", ".gts"});
}

bool is_like_c(View path) {
  return is_script_of_web(path) ||
         ends_in(path, {".c",    ".h",    ".cc",   ".cpp",   ".cxx",   ".hpp",    ".hh",
                        ".go",   ".rs",   ".java", ".kt",    ".kts",   ".scala",  ".cs",
                        ".php",  ".phpt", ".m",    ".mm",    ".swift", ".groovy", ".gradle",
                        ".dart", ".zig",  ".d",    ".jsonc", ".json5", ".proto",  ".sol"});
}

bool has_hash_comments(View path) {
  return ends_in(
      path, {".py",      ".pyx",    ".rb",   ".rake",      ".sh",  ".bash",  ".bats",    ".zsh",
             ".ksh",     ".yml",    ".yaml", ".toml",      ".cfg", ".ini",   ".pl",      ".pm",
             ".t",       ".r",      ".R",    ".ex",        ".exs", ".robot", ".feature", ".mk",
             ".php",     ".phpt",   ".jl",   ".nim",       ".tcl", ".ps1",   ".cmake",   "Makefile",
             "Rakefile", "Gemfile", ".conf", ".properties"});
}

// How a language writes what is not code.
struct Notation {
  std::vector<View> comments;                      // from here to the end of the line
  std::vector<std::pair<View, View>> blocks;       // around a comment
  std::vector<View> long_quotes;                   // around a string over several lines
  std::vector<std::pair<View, View>> line_blocks;  // around a comment, alone on their lines
  bool has_here_documents = false;                 // `<<~TEXT` … `TEXT`
  bool has_regex = false;                          // between two slashes
  bool has_attributes = false;  // `#[…]` is not a comment, and `@test` in one is
                                // a mark
  bool is_indented = false;     // blocks are told by their indentation
};

Notation notation_of(View path) {
  Notation notation;
  if (is_like_c(path)) {
    notation.comments = {"//"};
    notation.blocks = {{"/*", "*/"}};
  }
  if (has_hash_comments(path)) notation.comments.push_back("#");
  if (ends_in(path, {".sql", ".lua", ".hs", ".elm", ".adb", ".ads"})) notation.comments = {"--"};
  if (path.ends_with(".sql")) notation.blocks = {{"/*", "*/"}};
  if (ends_in(path, {".html", ".xml", ".vue", ".svelte", ".csproj", ".props", ".targets"})) {
    notation.blocks.push_back({"<!--", "-->"});
  }
  if (is_script_of_web(path) || path.ends_with(".go")) notation.long_quotes = {"`"};
  if (ends_in(path, {".py", ".pyx", ".kt", ".kts", ".java", ".scala", ".swift", ".cs", ".groovy",
                     ".gradle", ".ex", ".exs", ".dart", ".toml", ".jl"})) {
    notation.long_quotes = {"\"\"\"", "'''"};
  }
  if (ends_in(path, {".rb", ".rake"})) notation.line_blocks = {{"=begin", "=end"}};
  if (ends_in(path, {".pl", ".pm", ".t"})) notation.line_blocks = {{"=pod", "=cut"}};
  notation.has_here_documents = ends_in(
      path, {".rb", ".rake", ".sh", ".bash", ".bats", ".zsh", ".ksh", ".php", ".pl", ".pm", ".t"});
  notation.has_regex = is_script_of_web(path);
  notation.has_attributes = ends_in(path, {".php", ".phpt"});
  notation.is_indented = ends_in(path, {".py", ".pyx", ".nim"});
  return notation;
}

// From one sign that cannot be seen to another, of three bytes each.
constexpr std::pair<View, View> kBlanks[] = {
    {"\u115f", "\u1160"}, {"\u1680", "\u1680"}, {"\u17b4", "\u17b5"}, {"\u180b", "\u180e"},
    {"\u2000", "\u200f"}, {"\u2028", "\u202f"}, {"\u205f", "\u206f"}, {"\u2800", "\u2800"},
    {"\u3000", "\u3000"}, {"\u3164", "\u3164"}, {"\ufe00", "\ufe0f"}, {"\ufeff", "\ufeff"},
    {"\uffa0", "\uffa0"}, {"\ufff9", "\ufffb"}};

// Bytes of a blank at `at`: ASCII blanks, and what only looks like one (no-break space, U+200B …).
std::size_t blank_at(View text, std::size_t at) {
  const char c = text[at];
  if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v' || c == '\0') return 1;
  if (static_cast<unsigned char>(c) < 0x80) return 0;
  const View two = text.substr(at, 2), three = text.substr(at, 3);
  for (View sign : {"\u00a0", "\u0085", "\u00ad", "\u034f", "\u061c"}) {
    if (two == sign) return 2;
  }
  for (const auto& [first, last] : kBlanks) {
    if (three.size() == 3 && three >= first && three <= last) return 3;
  }
  return 0;
}

// Where the line that begins at `at` ends: before its '\n', or at the end of the text.
std::size_t end_of_line(View text, std::size_t at) {
  return std::min(text.find('\n', at), text.size());
}

// The end of a string on one line, behind its closing quote; npos: it does not close here.
std::size_t end_of_string(View text, std::size_t begin) {
  for (std::size_t i = begin + 1; i < text.size() && text[i] != '\n'; ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == text[begin]) {
      return i + 1;
    }
  }
  return npos;
}

std::size_t end_of_regex(View text, std::size_t begin) {
  bool in_class = false;
  for (std::size_t i = begin + 1; i < text.size() && text[i] != '\n'; ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '[')
      in_class = true;
    else if (text[i] == ']')
      in_class = false;
    else if (text[i] == '/' && !in_class)
      return i + 1;
  }
  return npos;
}

// Walks through a text once and keeps what is code, line by line.
class Scanner {
 public:
  Scanner(View path, View text)
      : notation_(notation_of(path)), is_go_(path.ends_with(".go")), text_(text) {}

  std::vector<LiveLine> lines() {
    while (at_ < text_.size()) {
      if (at_line_start() && (skip_line_block() || ends_here())) continue;
      step();
    }
    finish_line();
    return std::move(lines_);
  }

 private:
  bool at_line_start() const { return at_ == 0 || text_[at_ - 1] == '\n'; }
  View rest() const { return text_.substr(at_); }

  void finish_line() {
    while (!line_.empty() && (line_.back() == ' ' || line_.back() == '\t')) line_.pop_back();
    if (!line_.empty()) lines_.push_back({number_, std::move(line_), is_text_});
    line_.clear();
    is_text_ = false;
  }

  void newline(bool within_string) {
    finish_line();
    ++number_;
    ++at_;
    is_text_ = within_string;
    if (!document_.empty()) keep_document(std::exchange(document_, {}));
  }

  // The lines up to the one that is the word alone are text, and so is that.
  void keep_document(View word) {
    for (bool is_last = false; at_ < text_.size() && !is_last;) {
      const std::size_t end = end_of_line(text_, at_);
      is_last = trim(text_.substr(at_, end - at_)).starts_with(word);
      is_text_ = true;
      line_ = text_.substr(at_, end - at_);
      at_ = end;
      finish_line();
      if (at_ == text_.size()) return;
      ++number_;
      ++at_;
    }
  }

  // The word of `<<~TEXT`, `<<-'TEXT'`, `<<<TEXT`; empty: none begins here.
  View word_of_document() const {
    View after = rest().substr(2);
    const bool is_marked =
        after.starts_with("~") || after.starts_with("-") || after.starts_with("<");
    if (is_marked) after.remove_prefix(1);
    if (after.starts_with("'") || after.starts_with("\"")) after.remove_prefix(1);
    std::size_t length = 0;
    while (length < after.size() && is_capital_or_digit(after[length])) ++length;
    return length < 2 ? View() : after.substr(0, length);
  }

  static bool is_capital_or_digit(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
  static bool is_of_name(char c) { return is_capital_or_digit(c) || (c >= 'a' && c <= 'z'); }

  // `=begin` … `=end` of Ruby, each at the start of its line.
  bool skip_line_block() {
    for (const auto& [open, close] : notation_.line_blocks) {
      if (!rest().starts_with(open)) continue;
      skip_to(text_.find("\n" + std::string(close), at_));
      if (at_ < text_.size()) newline(false);
      skip_to(end_of_line(text_, at_));
      return true;
    }
    return false;
  }

  // What a program does not read on from.
  bool ends_here() {
    const View line = rest().substr(0, end_of_line(text_, at_) - at_);
    const bool ends = !notation_.line_blocks.empty() && (line == "__END__" || line == "__DATA__");
    if (ends) at_ = text_.size();
    return ends;
  }

  // Drops everything up to there, but for the ends of lines.
  void skip_to(std::size_t end) {
    end = std::min(end, text_.size());
    while (at_ < end) {
      if (text_[at_] == '\n')
        newline(false);
      else
        ++at_;
    }
  }

  void keep_to(std::size_t end) {
    while (at_ < end) {
      if (text_[at_] == '\n')
        newline(true);
      else
        line_ += text_[at_++];
    }
  }

  void keep_name() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_of_name(text_[at_])) ++at_;
    line_ += text_.substr(begin, at_ - begin);
  }

  bool is_comment(View sign) const {
    if (!rest().starts_with(sign)) return false;
    if (sign == "#") {
      const bool is_attribute = notation_.has_attributes && rest().starts_with("#[");
      const bool stands_alone = line_.empty() || line_.back() == ' ' || line_.back() == '\t' ||
                                line_.back() == ';' || line_.back() == ')';
      return stands_alone && !is_attribute;
    }
    return !(is_go_ && (rest().starts_with("//go:build") || rest().starts_with("// +build")));
  }

  bool begins_regex() const {
    const auto last = line_.find_last_not_of(" \t");
    return last == std::string::npos || View("(,=:[!&|?{};+>").find(line_[last]) != npos ||
           line_.ends_with("return ");
  }

  void step() {
    const char c = text_[at_];
    if (c == '\n') return newline(false);
    if (is_of_name(c)) return keep_name();  // no sign begins so
    for (View sign : notation_.comments) {
      if (is_comment(sign)) return skip_to(end_of_line(text_, at_));
    }
    for (const auto& [open, close] : notation_.blocks) {
      if (!rest().starts_with(open)) continue;
      const auto end = text_.find(close, at_ + open.size());
      const View comment = rest().substr(0, end == npos ? end : end - at_);
      if (notation_.has_attributes && comment.find("@test") != npos) line_ += "* @test";
      return skip_to(end == npos ? end : end + close.size());
    }
    for (View quote : notation_.long_quotes) {
      if (!rest().starts_with(quote)) continue;
      const auto end = find_unescaped(quote, at_ + quote.size());
      if (end != npos) return keep_to(end + quote.size());
    }
    if (const std::size_t blank = blank_at(text_, at_)) {
      if (!line_.empty() || c == ' ' || c == '\t') line_ += c == '\t' ? '\t' : ' ';
      at_ += blank;
      return;
    }
    if (notation_.has_here_documents && rest().starts_with("<<")) document_ = word_of_document();
    std::size_t end = npos;
    if (c == '"' || c == '\'') end = end_of_string(text_, at_);
    if (c == '/' && notation_.has_regex && begins_regex()) end = end_of_regex(text_, at_);
    keep_to(end == npos ? at_ + 1 : end);
  }

  std::size_t find_unescaped(View quote, std::size_t from) const {
    for (auto at = text_.find(quote, from); at != npos; at = text_.find(quote, at + 1)) {
      if (quote != "`" || is_go_ || text_[at - 1] != '\\') return at;
    }
    return npos;
  }

  const Notation notation_;
  const bool is_go_;
  View text_;
  std::size_t at_ = 0, number_ = 1;
  std::string line_;
  View document_;  // the word that ends the one that begins below this line; empty: none does
  bool is_text_ = false;
  std::vector<LiveLine> lines_;
};

std::size_t indent_of(View line) { return std::min(line.find_first_not_of(" \t"), line.size()); }

// "if(false)", "while(0)": a condition that never holds, without blanks.
bool never_holds(View line) {
  const auto first = line.find_first_not_of("} \t");
  if (first == npos || (line[first] != 'i' && line[first] != 'w')) return false;
  std::string bare;
  for (char c : line) {
    if (c != ' ' && c != '\t') bare += c;
  }
  View rest = bare;
  if (rest.starts_with("}")) rest.remove_prefix(1);
  for (View word : {"if", "while"}) {
    if (!rest.starts_with(word)) continue;
    for (View condition : {"(false)", "(0)", "(!1)", "(!true)", "(null)", "(undefined)",
                           "False:", "0:", "(False):", "notTrue:", "false{"}) {
      if (rest.substr(word.size()).starts_with(condition)) return true;
    }
  }
  return false;
}

bool is_false_in_ruby(View line) {
  const View inner = trim(line);
  return inner == "if false" || inner == "unless true" || inner == "if nil";
}

// Takes out blocks that never run.
class DeadBlocks {
 public:
  DeadBlocks(std::vector<LiveLine> lines, View path)
      : lines_(std::move(lines)), notation_(notation_of(path)) {}

  std::vector<LiveLine> live() {
    for (std::size_t i = 0; i < lines_.size();) i = take(i);
    return std::move(kept_);
  }

 private:
  std::size_t take(std::size_t i) {
    const LiveLine& line = lines_[i];
    const View inner = trim(line.text);
    if (!line.is_text) {
      if (inner.starts_with("#if 0") || inner == "#if false" || inner == "#if FALSE")
        return end_of_directive(i);
      if (!notation_.line_blocks.empty() && is_false_in_ruby(inner))
        return end_of_indented(i, true);
      if (never_holds(inner)) {
        return notation_.is_indented ? end_of_indented(i, false) : end_of_braces(i);
      }
    }
    kept_.push_back(std::move(lines_[i]));
    return i + 1;
  }

  std::size_t end_of_directive(std::size_t i) const {
    int depth = 0;
    for (; i < lines_.size(); ++i) {
      const View inner = trim(lines_[i].text);
      if (inner.starts_with("#if")) ++depth;
      if (inner.starts_with("#endif") && --depth == 0) return i + 1;
      if (depth == 1 && (inner.starts_with("#else") || inner.starts_with("#elif"))) return i + 1;
    }
    return i;
  }

  // With `closed` a word ends the block, in the column where it began.
  std::size_t end_of_indented(std::size_t i, bool closed) const {
    const std::size_t indent = indent_of(lines_[i].text);
    for (++i; i < lines_.size(); ++i) {
      if (!lines_[i].is_text && indent_of(lines_[i].text) <= indent) return closed ? i + 1 : i;
    }
    return i;
  }

  // Without a brace it is one statement: up to the first ';'.
  std::size_t end_of_braces(std::size_t i) const {
    int depth = 0;
    bool has_brace = false;
    for (; i < lines_.size(); ++i) {
      const std::string code = lines_[i].is_text ? "" : without_strings(lines_[i].text);
      for (char c : code) {
        if (c == '{' || c == '(') ++depth;
        if (c == '}' || c == ')') --depth;
        has_brace = has_brace || c == '{';
      }
      if (depth <= 0 && (has_brace || code.ends_with(";"))) return i + 1;
    }
    return i;
  }

  std::vector<LiveLine> lines_, kept_;
  const Notation notation_;
};

}  // namespace

std::vector<LiveLine> live_lines(std::string_view path, std::string_view text) {
  return DeadBlocks(Scanner(path, text).lines(), path).live();
}

std::string without_strings(std::string_view line) {
  std::string code;
  for (std::size_t i = 0; i < line.size();) {
    const bool is_quote = line[i] == '"' || line[i] == '\'' || line[i] == '`';
    const std::size_t end = is_quote ? end_of_string(line, i) : npos;
    if (end != npos) {
      code += {line[i], line[i]};
      i = end;
    } else {
      code += line[i++];
    }
  }
  return code;
}

bool is_source(std::string_view path) {
  if (ends_in(path, {".jsonc", ".json5", ".proto", ".gradle", ".d.ts"}))
    return path.ends_with(".d.ts");
  return is_like_c(path) ||
         ends_in(path, {".py",    ".pyx",     ".rb",  ".rake",  ".sh",  ".bash", ".bats", ".zsh",
                        ".ksh",   ".pl",      ".pm",  ".t",     ".r",   ".R",    ".ex",   ".exs",
                        ".robot", ".feature", ".jl",  ".nim",   ".tcl", ".ps1",  ".sql",  ".lua",
                        ".hs",    ".elm",     ".clj", ".cljs",  ".fs",  ".erl",  ".ml",   ".lisp",
                        ".el",    ".vb",      ".f90", ".coffee"});
}

}  // namespace hotfix
