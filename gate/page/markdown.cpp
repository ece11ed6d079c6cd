// SPDX-License-Identifier: MIT
#include "gate/page/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <memory>
#include <string>

#include "gate/base/error.h"
#include "gate/base/text_lines.h"
#include "gate/page/page_writer.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostCharacters = 65'536;
constexpr std::size_t kDeepest = 100;  // quotations and lists that begin on one line

template <auto release>
struct Releaser {
  template <class T>
  void operator()(T* object) const {
    release(object);
  }
};
using Parser = std::unique_ptr<cmark_parser, Releaser<cmark_parser_free>>;
using Document = std::unique_ptr<cmark_node, Releaser<cmark_node_free>>;
using Walk = std::unique_ptr<cmark_iter, Releaser<cmark_iter_free>>;

// Without its extension for bare addresses: they are shown as they are, and it is slow.
Document parse(std::string_view markdown) {
  cmark_gfm_core_extensions_ensure_registered();
  const Parser parser(cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8));
  for (const char* name : {"table", "strikethrough", "tasklist"}) {
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
  }
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  return Document(cmark_parser_finish(parser.get()));
}

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r") == std::string_view::npos;
}

// "- - -" is a rule however long it is.
bool is_rule(std::string_view line) {
  return line.find_first_not_of("- \t\r") == std::string_view::npos ||
         line.find_first_not_of("* \t\r") == std::string_view::npos;
}

// How many quotations and lists may begin at the start of this line.
std::size_t nesting_of(std::string_view line) {
  if (is_rule(line)) return 0;
  std::size_t depth = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool is_mark = std::string_view("-*+.)").find(c) != std::string_view::npos;
    if (c == '>' || (is_mark && is_blank(line.substr(i + 1, 1)))) {
      ++depth;
    } else if (!is_blank(line.substr(i, 1)) && (c < '0' || c > '9')) {
      break;
    }
  }
  return depth;
}

[[noreturn]] void unreadable(const std::string& what) {
  throw Undecidable("the description " + what,
                    "keep the answers in it, and move the rest to a comment or a file that it "
                    "links to");
}

void check_size(std::string_view markdown) {
  if (characters_in(markdown) > kMostCharacters) unreadable("has more than 65,536 characters");
  for (const std::string_view line : split_lines(markdown)) {
    if (nesting_of(line) > kDeepest) unreadable("is nested over 100 deep");
  }
}

std::string_view literal_of(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  return text ? text : std::string_view();
}

std::string_view type_of(cmark_node* node) { return cmark_node_get_type_string(node); }

// A fence that goes on to the end of the page: nobody closed it.
bool is_unclosed_fence(cmark_node* node, cmark_node* document) {
  int length = 0, offset = 0;
  char mark = 0;
  if (!cmark_node_get_fenced(node, &length, &offset, &mark)) return false;
  const std::string_view text = literal_of(node);
  const int lines = cmark_node_get_end_line(node) - cmark_node_get_start_line(node);
  return cmark_node_parent(node) == document && !cmark_node_next(node) &&
         lines == std::count(text.begin(), text.end(), '\n');
}

class Reader {
 public:
  Page read(std::string_view markdown) {
    write(markdown, true);
    return writer_.take();
  }

 private:
  void write(std::string_view markdown, bool is_whole) {
    const Document document = parse(markdown);
    const Walk walk(cmark_iter_new(document.get()));
    for (auto event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(walk.get())) {
      cmark_node* node = cmark_iter_get_node(walk.get());
      if (is_whole && is_unclosed_fence(node, document.get())) {
        write(literal_of(node), false);
      } else {
        visit(node, event == CMARK_EVENT_ENTER);
      }
    }
  }

  void visit(cmark_node* node, bool enters) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_TEXT:
      case CMARK_NODE_CODE:
        return writer_.text(literal_of(node));
      case CMARK_NODE_HTML_INLINE:
        return writer_.html(literal_of(node));
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        return writer_.text(in_heading_ ? " " : "\n");
      case CMARK_NODE_STRONG:
        return writer_.bold(enters);
      case CMARK_NODE_IMAGE:
        if (enters && !cmark_node_first_child(node)) writer_.text("picture");
        return writer_.link();
      case CMARK_NODE_LINK:
      case CMARK_NODE_FOOTNOTE_REFERENCE:
        return writer_.link();
      default:
        visit_block(node, enters);
    }
  }

  void visit_block(cmark_node* node, bool enters) {
    const std::string_view type = type_of(node);
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_HEADING:
        in_heading_ = enters;
        return heading(enters ? static_cast<std::size_t>(cmark_node_get_heading_level(node)) : 0,
                       enters);
      case CMARK_NODE_PARAGRAPH:
        return paragraph(enters);
      case CMARK_NODE_LIST:
        return writer_.list(enters);
      case CMARK_NODE_CODE_BLOCK:
        return code_block(node);
      case CMARK_NODE_HTML_BLOCK:
        return writer_.html_block(literal_of(node));
      case CMARK_NODE_FOOTNOTE_DEFINITION:
        if (enters && !has_footnotes_) begin_footnotes();
        return;
      default:
        visit_extension(node, type, enters);
    }
  }

  void visit_extension(cmark_node* node, std::string_view type, bool enters) {
    if (type == "strikethrough") {
      writer_.strike(enters);
    } else if (type == "tasklist") {
      const bool ticked = cmark_gfm_extensions_get_tasklist_item_checked(node);
      writer_.end_line();
      if (enters) writer_.box(ticked ? PageLine::Box::ticked : PageLine::Box::empty);
    } else if (type == "table_cell") {
      if (enters) writer_.cell();
      writer_.block(enters);
    } else if (type == "table_header" || type == "table_row") {
      writer_.end_line();
    }
  }

  // People indent what is no code.
  void code_block(cmark_node* node) {
    int length = 0, offset = 0;
    char mark = 0;
    const bool is_fenced = cmark_node_get_fenced(node, &length, &offset, &mark) != 0;
    if (is_fenced) return writer_.code_block(literal_of(node));
    writer_.text(literal_of(node));
  }

  void paragraph(bool begins) {
    writer_.block(begins);
    if (!begins) writer_.end_line();
  }

  void heading(std::size_t level, bool begins) {
    if (begins) writer_.heading(level);
    paragraph(begins);
    if (!begins) writer_.heading(0);
  }

  // They stand below the page, under a heading that is only read out.
  void begin_footnotes() {
    has_footnotes_ = true;
    heading(1, true);
    heading(0, false);
  }

  PageWriter writer_;
  bool in_heading_ = false;
  bool has_footnotes_ = false;
};

}  // namespace

Page read_markdown(std::string_view markdown) {
  check_size(markdown);
  return Reader().read(markdown);
}

}  // namespace hotfix
