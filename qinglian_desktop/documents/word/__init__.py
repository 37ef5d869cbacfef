"""What any Word document is made of: pages, type with Chinese names, a file without surprises

``typefaces`` dresses styles in fonts, and says which take the place of those that a PC lacks;
``page_set_up`` gives paper, margins and page numbers; ``word_files`` begins a document and writes
it with its facts, equal documents as equal bytes. ``sign_in_table`` is a sheet that people sign.
"""
