// SPDX-License-Identifier: MIT
#include "gate/git/objects/inflater.h"

#include <algorithm>
#include <utility>

namespace hotfix {

namespace {

// zlib goes byte by byte, in three times the time, where there is room for fewer than this: what is
// put into its room behind the end is too much, too (inffast.h: "avail_out >= 258").
constexpr std::size_t kRoom = 258;  // bytes

}  // namespace

void Inflater::End::operator()(z_stream* stream) const {
  inflateEnd(stream);  // which takes one that could not be begun, too
  delete stream;
}

// False when there is no memory for it.
bool Inflater::begin() {
  if (stream_ != nullptr) return inflateReset(stream_.get()) == Z_OK;
  stream_.reset(new z_stream());
  return inflateInit(stream_.get()) == Z_OK;
}

// Unpacks into `to` between these two places, and says what zlib said last.
int Inflater::run(std::string& to, std::size_t from, std::size_t end, const Source& source) {
  stream_->next_out = reinterpret_cast<Bytef*>(to.data() + from);
  stream_->avail_out = static_cast<uInt>(end - from);
  int state = Z_OK;
  while (state == Z_OK) {
    const std::string_view packed = source(stream_->total_in);
    // zlib takes it as writable, and does not write.
    stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream_->avail_in = static_cast<uInt>(packed.size());
    state = inflate(stream_.get(), Z_NO_FLUSH);  // no progress is an error: Z_BUF_ERROR
  }
  return state;
}

std::optional<std::string> Inflater::unpack(std::size_t size, const Source& source) {
  return begin() ? finish({}, size, source) : std::nullopt;
}

std::string Inflater::start(std::size_t most, const Source& source) {
  std::string bytes(most, '\0');
  if (begin()) run(bytes, 0, most, source);
  bytes.resize(stream_->total_out);
  return bytes;
}

std::optional<std::string> Inflater::finish(std::string begun, std::size_t size,
                                            const Source& source) {
  const std::size_t from = begun.size();
  begun.resize(std::max(from, size) + kRoom);
  const bool is_whole = run(begun, from, begun.size(), source) == Z_STREAM_END;
  if (!is_whole || stream_->total_out != size) return std::nullopt;
  begun.resize(size);
  return begun;
}

}  // namespace hotfix
