# SPDX-License-Identifier: MIT
# What is installed beside the programs, and the packages that CPack makes of it: see ci/release.
install(FILES .github/LICENSE .github/CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY .github/docs DESTINATION ${CMAKE_INSTALL_DOCDIR})

foreach(manuals hooks/manual ci/manual)
  install(DIRECTORY ${manuals}/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 FILES_MATCHING PATTERN *.1)
endforeach()
set(completions hooks/completions)
install(DIRECTORY ${completions}/bash/ DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(DIRECTORY ${completions}/zsh/ DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(DIRECTORY ${completions}/fish/ DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

# The static program holds libraries of others: ci/release puts their licences there.
install(DIRECTORY ${CMAKE_BINARY_DIR}/licences DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
if(HOTFIX_STATIC_LINK)
  target_link_options(hotfix PRIVATE -Wl,-Map=${CMAKE_BINARY_DIR}/hotfix.map)
endif()

if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(aarch64|arm64)$")
  set(HOTFIX_MACHINE arm64)
  set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE arm64)
else()
  set(HOTFIX_MACHINE x64)
  set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE amd64)
endif()
set(CPACK_GENERATOR TGZ DEB)
set(CPACK_PACKAGE_FILE_NAME hotfix-gate-${PROJECT_VERSION}-linux-${HOTFIX_MACHINE})
set(CPACK_PACKAGE_VENDOR "the hotfix-gate authors")
set(CPACK_PACKAGE_CONTACT "the hotfix-gate authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "enforce the workflow of production hotfixes")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/.github/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_DEPENDS git)
set(CPACK_DEBIAN_PACKAGE_SECTION vcs)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "A push of a hotfix that breaks the workflow of the team is refused, with the
command that fixes it, and no hotfix is lost: each one is followed until it is
back on the development branch.")
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_CURRENT_LIST_DIR}/format.cmake)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/before_packing.cmake)
include(CPack)
