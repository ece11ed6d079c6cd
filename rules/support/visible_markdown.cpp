// SPDX-License-Identifier: MIT
#include "rules/support/visible_markdown.h"

#include <algorithm>
#include <array>

#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr auto kNone = std::string_view::npos;

// Lines without their ends, which GitHub sends as CRLF.
std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with("\r")) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// "```" or "~~~" and what follows; no width when the line is not a fence.
struct Fence {
  char mark = 0;
  std::size_t width = 0;
  bool bare = false;  // nothing follows: it can close
};

Fence fence_of(std::string_view line) {
  line = trim(line);
  if (line.empty() || (line[0] != '`' && line[0] != '~')) return {};
  const std::size_t width = std::min(line.find_first_not_of(line[0]), line.size());
  const bool inline_code = line[0] == '`' && line.find('`', width) != kNone;
  if (width < 3 || inline_code) return {};
  return {line[0], width, width == line.size()};
}

// "address" or "address (title)", which is all that a definition may have.
bool is_link(std::string_view text) {
  const auto end = std::min(text.find_first_of(" \t"), text.size());
  const std::string_view title = trim(text.substr(end));
  if (end == 0 || title.empty()) return end != 0;
  const char close = title[0] == '(' ? ')' : title[0];
  return title.size() > 1 && std::string_view("(\"'").find(title[0]) != kNone &&
         title.back() == close;
}

// "[name]: address (title)", which is not shown; "[^1]: text" is a footnote, which is.
bool is_link_definition(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t>-*+"), line.size()));
  const auto close = line.find("]:");
  if (line.substr(0, 1) != "[" || line.substr(0, 2) == "[^" || close == kNone) return false;
  const std::string_view name = line.substr(1, close - 1);
  if (trim(name).empty() || name.find_first_of("[]") != kNone) return false;
  return is_link(trim(line.substr(close + 2)));
}

// Where "~~" ends what was struck through before; kNone when it nowhere does.
std::size_t end_of_strike(std::string_view text, std::size_t from) {
  auto end = text.find("~~", from);
  while (end != kNone && (text[end - 1] == ' ' || text[end - 1] == '\t')) {
    end = text.find("~~", end + 2);
  }
  return end;
}

// Without what is struck through: it is taken back.
std::string unstruck(std::string_view text) {
  std::string left;
  for (auto open = text.find("~~"); open != kNone; open = text.find("~~")) {
    const bool opens = open + 2 < text.size() && text[open + 2] != ' ' && text[open + 2] != '\t';
    const auto close = opens ? end_of_strike(text, open + 3) : open;
    if (close == kNone) break;
    left += text.substr(0, opens ? open : open + 2);
    text.remove_prefix(close + 2);
  }
  return left.append(text);
}

// What a reader of the page sees. Whether a comment or a fence is ever closed is known beforehand,
// so that no opening makes it search the rest again.
class Page {
 public:
  explicit Page(std::string_view markdown)
      : lines_(split_lines(markdown)), closes_in_paragraph_(lines_.size() + 1) {
    for (std::size_t i = lines_.size(); i-- > 0;) {
      const bool closes = lines_[i].find("-->") != kNone;
      closes_in_paragraph_[i] = closes || (!trim(lines_[i]).empty() && closes_in_paragraph_[i + 1]);
      const Fence fence = fence_of(lines_[i]);
      if (fence.bare) last_fence_[fence.mark == '~'] = std::max(last_fence_[fence.mark == '~'], i);
    }
    for (at_ = 0; at_ < lines_.size(); ++at_) read(lines_[at_]);
  }

  std::vector<VisibleLine> visible;
  bool in_comment = false;  // still, at the end

 private:
  void read(std::string_view line) {
    if (fence_.width != 0) return read_code(line);
    VisibleLine result;
    if (in_comment) {
      const auto close = line.find("-->");
      in_comment = close == kNone;
      result.comment = line.substr(0, close);
      line.remove_prefix(in_comment ? line.size() : close + 3);
    }
    result.text = uncommented(line, result.comment);
    const Fence fence = fence_of(result.text);
    if (fence.width != 0 && last_fence_[fence.mark == '~'] > at_) {
      fence_ = fence;
      return;
    }
    result.text = is_link_definition(result.text) ? std::string() : unstruck(result.text);
    visible.push_back(std::move(result));
  }

  void read_code(std::string_view line) {
    const Fence fence = fence_of(line);
    if (fence.bare && fence.mark == fence_.mark && fence.width >= fence_.width) {
      fence_ = {};
    } else {
      visible.push_back({std::string(line), {}, true});
    }
  }

  // Without its comments, which `comment` gets.
  std::string uncommented(std::string_view line, std::string& comment) {
    std::string text;
    bool code = false;
    while (!line.empty()) {
      if (code || !line.starts_with("<!--")) {
        if (line[0] == '`') code = !code;
        text += line[0];
        line.remove_prefix(1);
        continue;
      }
      const auto close = line.find("-->", 2);
      if (close == kNone && !hides_more(text)) return text.append(line);
      comment.append(" ").append(line.substr(4, std::max<std::size_t>(close, 4) - 4));
      line.remove_prefix(close == kNone ? line.size() : close + 3);
    }
    return text;
  }

  // A comment that does not end on its line: at the start of a line it hides all up to its end,
  // inside a paragraph only when it ends there too.
  bool hides_more(std::string_view before) {
    in_comment = before.find_first_not_of(" \t-*+>") == kNone || closes_in_paragraph_[at_ + 1];
    return in_comment;
  }

  std::vector<std::string_view> lines_;
  std::vector<bool> closes_in_paragraph_;  // of each line: a comment ends here or further down
  std::array<std::size_t, 2> last_fence_{};
  std::size_t at_ = 0;
  Fence fence_;
};

}  // namespace

VisibleMarkdown visible_markdown(std::string_view markdown) {
  Page page(markdown);
  return {std::move(page.visible), page.in_comment};
}

}  // namespace hotfix
