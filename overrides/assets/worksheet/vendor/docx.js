// What ../export/docx_file.js uses of the library docx. The build puts the library itself in here (hooks/bundle/scripts.py).
export {
  BorderStyle, Document, HeadingLevel, Packer, PageOrientation, Paragraph, ShadingType, Table, TableCell, TableLayoutType,
  TableRow, TextRun, WidthType,
} from "docx";
