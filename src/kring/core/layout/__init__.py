"""Where everybody stands on the map: `engine.lay_out` turns a scene into a layout.

From question to answer: `scene` says what is asked and answered, `cast` makes arrays of it,
`page` and `sizes` choose a page and lettering, `spans` divides the field into rings and
sectors, `wishes` says where actors would like to stand, `board` puts them where `paper` is
free, `bends` and `turning` keep ties from under labels, `keep` starts from an older layout,
`answer` writes it all down.
"""
