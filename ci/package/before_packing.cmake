# SPDX-License-Identifier: MIT
# CPack runs this on the files that it is about to pack: in a Debian package they have the places and the form
# that Debian has for them.
set(root ${CPACK_TEMPORARY_DIRECTORY})

if(CPACK_GENERATOR STREQUAL "DEB")
  set(doc ${root}/usr/share/doc/hotfix-gate)
  file(GLOB_RECURSE pages ${root}/usr/share/man/*)
  execute_process(COMMAND gzip -9n ${pages} ${doc}/CHANGELOG.md COMMAND_ERROR_IS_FATAL ANY)
  file(RENAME ${doc}/LICENSE ${doc}/copyright)
  if(EXISTS ${root}/usr/share/zsh/site-functions)
    file(RENAME ${root}/usr/share/zsh/site-functions ${root}/usr/share/zsh/vendor-completions)
  endif()
endif()
