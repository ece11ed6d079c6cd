// SPDX-License-Identifier: MIT
#pragma once

#include <zlib.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hotfix {

// Unpacks zlib streams (RFC 1950), one after the other, with the memory of the first.
class Inflater {
 public:
  // Gives the bytes that come after the first `used` ones of the stream; empty: there are no more.
  using Source = std::function<std::string_view(std::size_t used)>;

  // The whole stream, which has to be of `size` bytes; nullopt: it is damaged, cut short, or of
  // another size.
  std::optional<std::string> unpack(std::size_t size, const Source& source);
  // The first bytes of a stream: `most`, or fewer where it ends or is damaged.
  std::string start(std::size_t most, const Source& source);
  // The stream that start() began, as unpack(); `begun` is what that gave.
  std::optional<std::string> finish(std::string begun, std::size_t size, const Source& source);

 private:
  bool begin();
  int run(std::string& to, std::size_t from, std::size_t end, const Source& source);

  struct End {
    void operator()(z_stream* stream) const;
  };
  std::unique_ptr<z_stream, End> stream_;  // null: none was begun yet
};

}  // namespace hotfix
