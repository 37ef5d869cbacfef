; The installer for Windows. Run by `packaging/dev.py build windows`, which writes about.nsh (the
; names and the version) and files.nsh (the files of the frozen folder, in order) beside it.
;
; Per user and without an administrator; with /AllUsers, by an administrator, for everybody.
; /S installs without a question, /D=folder (last, without quotes) somewhere else, /NoDesktop
; without an icon on the desktop. Exit codes: 0 done, 1 cancelled, 2 not done (nothing changed),
; 3 the program is running, 4 not an administrator, 5 a newer version is there, 6 not Windows 10.

Unicode true
ManifestDPIAware true
ManifestSupportedOS Win10
SetCompressor /SOLID lzma
SetCompressorDictSize 32
RequestExecutionLevel user
CRCCheck force
AllowSkipFiles off

!include "MUI2.nsh"
!include "x64.nsh"
!include "WinVer.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"
!include "LogicLib.nsh"
!include "about.nsh"
!include "files.nsh"

!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP_ID}"
!define UNINSTALLER "卸载.exe"
!define BEFORE "上一版"
!define KEPT "台账库和备份都在您选的文件夹里，设置和日志在您的用户资料里：卸载、升级都不会动它们。"

Name "${NAME}"
OutFile "${TARGET}"
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION_OF_FOUR}"
VIFileVersion "${VERSION_OF_FOUR}"
VIAddVersionKey /LANG=2052 "ProductName" "${NAME}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileDescription" "${NAME}安装程序"
VIAddVersionKey /LANG=2052 "CompanyName" "${NAME}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "木兰宽松许可证第2版"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "安装${NAME} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "不用管理员，不用联网，也不用重新启动电脑。$\r$\n$\r$\n从前装过的，直接装在上面：原来的台账库、备份、设置都照旧。$\r$\n$\r$\n程序正开着的，请先关上，再点“下一步”。"
!define MUI_FINISHPAGE_TITLE "装好了"
!define MUI_FINISHPAGE_TEXT "以后从桌面或者开始菜单的“${NAME}”打开。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}.exe"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开${NAME}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "只卸载程序。${KEPT}"
!define MUI_UNFINISHPAGE_TITLE "卸载好了"
!define MUI_FINISHPAGE_TITLE "卸载好了"
!define MUI_FINISHPAGE_TEXT "${KEPT}$\r$\n$\r$\n再装上就能接着用。设置记在注册表的 HKEY_CURRENT_USER\Software\qinglian，日志在 $LOCALAPPDATA\qinglian-desktop。"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_UNPAGE_FINISH
!insertmacro MUI_LANGUAGE "SimpChinese"

Var ForAll
Var Parameters

; What both programs ask first: for whom, and whether they may.
!macro BEGIN un
Function ${un}ReadWhoFor
  SetRegView 64
  ${GetParameters} $Parameters
  ClearErrors
  ${GetOptions} $Parameters "/AllUsers" $0
  ${If} ${Errors}
    StrCpy $ForAll no
    SetShellVarContext current
    Return
  ${EndIf}
  StrCpy $ForAll yes
  UserInfo::GetAccountType
  Pop $0
  ${If} $0 != "Admin"
    MessageBox MB_OK|MB_ICONEXCLAMATION "给这台电脑的所有用户安装、卸载，要用管理员身份运行。$\r$\n什么也没有改动。只给自己安装的，不要写 /AllUsers。" /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
  SetShellVarContext all
FunctionEnd

; Windows lets nobody write into a program that is running.
Function ${un}AskToClose
  !insertmacro IS_CLOSED "${PROGRAM}.exe"
  !insertmacro IS_CLOSED "${COMMAND}.exe"
FunctionEnd
!macroend

!macro IS_CLOSED FILE
  !define AGAIN "again_${__LINE__}"
  !define CLOSED "closed_${__LINE__}"
  ${AGAIN}:
  ${IfNot} ${FileExists} "$INSTDIR\${FILE}"
    Goto ${CLOSED}
  ${EndIf}
  ClearErrors
  FileOpen $0 "$INSTDIR\${FILE}" a
  ${IfNot} ${Errors}
    FileClose $0
    Goto ${CLOSED}
  ${EndIf}
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME}正开着，还不能换。$\r$\n台账库和程序都没有改动。$\r$\n$\r$\n请把它关上（正在填的会自动留着），再点“重试”。" /SD IDCANCEL IDRETRY ${AGAIN}
  SetErrorLevel 3
  Quit
  ${CLOSED}:
  !undef AGAIN
  !undef CLOSED
!macroend

!insertmacro BEGIN ""
!insertmacro BEGIN "un."

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "${NAME}要 Windows 10 或者 11（64 位）。$\r$\n什么也没有改动。" /SD IDOK
    SetErrorLevel 6
    Quit
  ${EndIf}
  Call ReadWhoFor
  ReadRegStr $0 SHCTX "${ENTRY}" "InstallLocation"
  ${If} $INSTDIR == ""
    StrCpy $INSTDIR $0
  ${EndIf}
  ${If} $INSTDIR == ""
    ${If} $ForAll == yes
      StrCpy $INSTDIR "$PROGRAMFILES64\${NAME}"
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${NAME}"
    ${EndIf}
  ${EndIf}
  ReadRegStr $1 SHCTX "${ENTRY}" "DisplayVersion"
  ${If} $1 != ""
    ${VersionCompare} "$1" "${VERSION}" $2
    ${If} $2 == 1
      MessageBox MB_OK|MB_ICONEXCLAMATION "装着的是更新的 $1 版，这里是 ${VERSION} 版。$\r$\n新版本用过的台账库，旧版本打不开，所以没有安装；什么也没有改动。" /SD IDOK
      SetErrorLevel 5
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

; The version before stays beside until the new one is there as a whole.
!macro SET_ASIDE WHAT
  ${If} ${FileExists} "$INSTDIR\${WHAT}"
    Rename "$INSTDIR\${WHAT}" "$INSTDIR\${BEFORE}\${WHAT}"
  ${EndIf}
!macroend

!macro PUT_BACK WHAT
  ${If} ${FileExists} "$INSTDIR\${BEFORE}\${WHAT}"
    !insertmacro TAKE_AWAY "${WHAT}"
    Rename "$INSTDIR\${BEFORE}\${WHAT}" "$INSTDIR\${WHAT}"
  ${EndIf}
!macroend

!macro TAKE_AWAY WHAT
  Delete "$INSTDIR\${WHAT}"
  RMDir /r "$INSTDIR\${WHAT}"
!macroend

Function PutBack
  SetOutPath "$TEMP"
  !insertmacro EACH_AT_TOP PUT_BACK
  RMDir "$INSTDIR\${BEFORE}"
  RMDir "$INSTDIR"
FunctionEnd

Function .onInstFailed
  Call PutBack
FunctionEnd

Section
  SectionIn RO
  Call AskToClose
  CreateDirectory "$INSTDIR"
  ; An installation that the power cut short left the version before there.
  !insertmacro EACH_AT_TOP PUT_BACK
  RMDir /r "$INSTDIR\${BEFORE}"
  CreateDirectory "$INSTDIR\${BEFORE}"
  ClearErrors
  !insertmacro EACH_AT_TOP SET_ASIDE
  ${If} ${Errors}
    Call PutBack
    MessageBox MB_OK|MB_ICONSTOP "原来的程序有文件正被占用，没有安装；原来的还能用。$\r$\n请关上${NAME}，再装一次。" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  !insertmacro INSTALL_FILES
  SetOutPath "$INSTDIR"
  ${If} ${Errors}
    Call PutBack
    MessageBox MB_OK|MB_ICONSTOP "没有装成：写不进 $INSTDIR（多半是磁盘满了）。$\r$\n原来装着的还能用，台账库没有改动。请腾出地方，再装一次。" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"
  RMDir /r "$INSTDIR\${BEFORE}"

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}.exe"
  ClearErrors
  ${GetOptions} $Parameters "/NoDesktop" $0
  ${If} ${Errors}
    CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${PROGRAM}.exe"
  ${EndIf}

  StrCpy $1 ""
  ${If} $ForAll == yes
    StrCpy $1 " /AllUsers"
  ${EndIf}
  WriteRegStr SHCTX "${ENTRY}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${ENTRY}" "DisplayIcon" "$INSTDIR\${PROGRAM}.exe"
  WriteRegStr SHCTX "${ENTRY}" "Publisher" "${NAME}"
  WriteRegStr SHCTX "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${ENTRY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"$1'
  WriteRegStr SHCTX "${ENTRY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}"$1 /S'
  WriteRegDWORD SHCTX "${ENTRY}" "EstimatedSize" ${SIZE_IN_KB}
  WriteRegDWORD SHCTX "${ENTRY}" "NoModify" 1
  WriteRegDWORD SHCTX "${ENTRY}" "NoRepair" 1
SectionEnd

Function un.onInit
  Call un.ReadWhoFor
FunctionEnd

; Only what was installed: whoever put a book into this folder keeps it.
Section "un."
  Call un.AskToClose
  SetOutPath "$TEMP"
  !insertmacro EACH_AT_TOP TAKE_AWAY
  RMDir /r "$INSTDIR\${BEFORE}"
  Delete "$INSTDIR\${UNINSTALLER}"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey SHCTX "${ENTRY}"
SectionEnd
