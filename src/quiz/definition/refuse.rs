//! What SurveyJS has and we have not: refused by name, or accepted without an effect. It must not read anything.

/// What is refused: a property, or `type` and a type of question, and why.
pub const REFUSED: &[(&str, &str)] = &[
    ("type matrix", "ask its rows as questions of their own"),
    ("type matrixdropdown", "ask its rows as questions of their own"),
    ("type matrixdynamic", "a quiz has no rows that the visitor adds"),
    ("type paneldynamic", "a quiz has no panels that the visitor adds"),
    ("type file", "a lead carries no files"),
    ("type signaturepad", "a lead carries no signatures"),
    ("type imagemap", "use an imagepicker"),
    ("type buttongroup", "use a radiogroup"),
    ("type flowpanel", "use a panel"),
    ("allowCustomChoices", "use showOtherItem"),
    ("checkErrorsMode", "a page is checked when the visitor goes on"),
    ("choiceTextsFromQuestion", "write the choices"),
    ("choiceValuesFromQuestion", "write the choices"),
    ("choicesByUrl", "a quiz asks no server while it is answered: write the choices"),
    ("choicesEnableIf", "use choicesVisibleIf"),
    ("choicesFromQuestion", "write the choices, with choicesVisibleIf"),
    ("choicesFromQuestionMode", "write the choices, with choicesVisibleIf"),
    ("choicesMax", "write the choices"),
    ("choicesMin", "write the choices"),
    ("cookieName", "whether a quiz is shown again is up to its launch"),
    ("currency", "write it into the title"),
    ("defaultDisplayValue", "write it into the title"),
    ("displayStyle", "write the unit into the title"),
    ("enableChoicesIf", "use choicesVisibleIf"),
    ("format", "write the words into the title"),
    ("hasComment", "ask a comment of its own"),
    ("hideIfChoicesEmpty", "use visibleIf"),
    ("isVariable", "use a calculated value"),
    ("keepIncorrectValues", "answers that cannot be chosen are taken back"),
    ("mask", "use inputType"),
    ("maskSettings", "use inputType"),
    ("maskType", "use inputType"),
    ("maxTextLength", "use maxLength"),
    ("maxTimeToFinishPage", "use timeLimit"),
    ("operator", "write an expression"),
    ("precision", "use round in the expression"),
    ("questionsOrder", "questions stand in the order in which they are written"),
    ("elementsOrder", "questions stand in the order in which they are written"),
    ("showCommentArea", "ask a comment of its own"),
    ("showDontKnowItem", "write it as a choice"),
    ("showPreviewBeforeComplete", "the visitor can go back"),
    ("showRefuseItem", "write it as a choice"),
    ("showSelectAllItem", "write it as a choice"),
    ("hasSelectAll", "write it as a choice"),
    ("storeOthersAsComment", "the words beside other are kept as NAME-Comment"),
    ("timeLimitPerPage", "use timeLimit"),
    ("useDisplayValuesInDynamicTexts", "texts show what the visitor chose"),
    ("validationAllowComplete", "a page is checked when the visitor goes on"),
    ("validationAllowSwitchPages", "a page is checked when the visitor goes on"),
    ("validationEnabled", "a page is checked when the visitor goes on"),
    ("valueName", "every question has an answer of its own"),
    ("valuePropertyName", "answers are plain values"),
];

/// What is accepted and changes nothing: how things look, and words that ours replace.
pub const NO_EFFECT: &str = "$schema sjsVersion logo logoPosition logoWidth logoHeight logoFit showTitle showQuestionNumbers \
showPageNumbers showPageTitles showNavigationButtons navigationButtonsLocation progressBarType progressBarLocation \
progressBarShowPageNumbers progressBarShowPageTitles showTOC tocLocation widthMode width minWidth maxWidth fitToContainer \
questionTitleLocation questionDescriptionLocation questionErrorLocation questionTitlePattern questionTitleWidth \
questionStartIndex requiredText requiredMark startSurveyText pagePrevText pageNextText completeText previewText editText \
showCompletedPage showCompletePage completedBeforeHtml loadingHtml emptySurvey focusFirstQuestionAutomatic \
autoFocusFirstQuestion focusOnFirstError autoFocusFirstError showTimer timerLocation showTimerPanel showTimerPanelMode \
timerInfoMode headerView backgroundImage backgroundImageFit backgroundOpacity textUpdateMode matrixDragHandleArea \
showBrandInfo allowCompleteSurveyAutomatic autoAdvanceAllowComplete startWithNewLine indent rightIndent innerIndent \
titleLocation titleWidth descriptionLocation errorLocation state colCount gridLayoutColumns layoutColumns showNumber \
hideNumber showQuestionNumber numberLocation effectiveColSpan size inputSize rows cols autoGrow allowResize \
autocomplete dataList renderAs commentText commentPlaceholder otherPlaceholder otherPlaceHolder otherErrorText allowClear \
searchEnabled searchMode closeOnSelect hideSelectedItems separateSpecialChoices swapOrder label showLabel titleTrue \
useTitleAsLabel rateType rateDisplayMode displayMode scaleColorMode rateColorMode minRateDescription maxRateDescription \
displayRateDescriptionsAsExtremeItems displayRateDescriptionsAsExtremeValues autoGenerate imageHeight imageWidth imageFit \
contentMode altText minImageWidth minImageHeight maxImageWidth maxImageHeight navigationTitle navigationDescription \
navigationButtonsVisibility tooltipVisibility tooltipFormat labelFormat labelCount showLabels customLabels \
minErrorText maxErrorText stepErrorText selectToRankAreasLayout selectToRankEmptyRankedAreaText \
selectToRankEmptyUnrankedAreaText itemErrorLocation itemSize itemTitleWidth notificationType";
