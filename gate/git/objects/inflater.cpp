// SPDX-License-Identifier: MIT
#include "gate/git/objects/inflater.h"

namespace hotfix {

void Inflater::End::operator()(z_stream* stream) const {
  inflateEnd(stream);  // which takes one that could not be begun, too
  delete stream;
}

// What zlib said last: Z_STREAM_END when the stream ended where `to` is full, Z_BUF_ERROR when it
// would go on there.
int Inflater::run(std::string& to, const Source& source) {
  const bool is_first = stream_ == nullptr;
  if (is_first) stream_.reset(new z_stream());
  stream_->next_out = reinterpret_cast<Bytef*>(to.data());
  stream_->avail_out = static_cast<uInt>(to.size());
  const int ready = is_first ? inflateInit(stream_.get()) : inflateReset(stream_.get());
  if (ready != Z_OK) return ready;
  int state = Z_OK;
  while (state == Z_OK) {
    const std::string_view packed = source(stream_->total_in);
    // zlib takes it as writable, and does not write.
    stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream_->avail_in = static_cast<uInt>(packed.size());
    state = inflate(stream_.get(), Z_NO_FLUSH);  // no progress is an error: Z_BUF_ERROR
  }
  return state == Z_STREAM_END && stream_->avail_out != 0 ? Z_DATA_ERROR : state;
}

std::string Inflater::start(std::size_t most, const Source& source) {
  std::string bytes(most, '\0');
  run(bytes, source);
  bytes.resize(most - stream_->avail_out);
  return bytes;
}

}  // namespace hotfix
