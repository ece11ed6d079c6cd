// SPDX-License-Identifier: MIT
#pragma once

#include <zlib.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace hotfix {

// Unpacks zlib streams (RFC 1950), one after the other, with the memory of the first.
class Inflater {
 public:
  // Gives the bytes that come after the first `used` ones of the stream; empty: there are no more.
  using Source = std::function<std::string_view(std::size_t used)>;

  // The whole stream into `to`, whose size it must have. False: it is damaged, cut short, or of
  // another size.
  bool fill(std::string& to, const Source& source) { return run(to, source) == Z_STREAM_END; }
  // Its first bytes: `most`, or fewer where it ends or is damaged.
  std::string start(std::size_t most, const Source& source);

 private:
  int run(std::string& to, const Source& source);

  struct End {
    void operator()(z_stream* stream) const;
  };
  std::unique_ptr<z_stream, End> stream_;  // null: none was begun yet
};

}  // namespace hotfix
