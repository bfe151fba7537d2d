// What ../export/docx_file.js uses of the library docx. The build puts the library itself in here (hooks/bundle/scripts.py).
export {
  BorderStyle, Document, Footer, HeadingLevel, Packer, PageNumber, PageOrientation, Paragraph, ShadingType, Tab, Table, TableCell,
  TableLayoutType, TableRow, TabStopType, TextRun, WidthType,
} from "docx";
