namespace MusicGen.Training;

/// <summary>
/// Letters as lines on a grid of 5 × 9 points, for words in PNG pictures, which have no fonts to ask for: (0, 0) is the top left of a capital, (4, 6) its
/// bottom right, 7 and 8 lie below the line. Each stroke is a run of digits, two a point.
/// </summary>
internal static class StrokeFont
{
    /// <summary>Size of a grid square, and from one letter to the next, as parts of the type's size.</summary>
    public const double CellWidth = 0.095, CellHeight = 0.118, Advance = 0.57;

    /// <summary>Rows from the top of a capital to the line it stands on.</summary>
    public const int BaseRow = 6;

    private static readonly Dictionary<char, (int X, int Y)[][]> _glyphs = Parse(
        "0 103041453616050110|1 112026 1636|2 01103041420646|3 0110304142334445361605 1333|4 36300444|5 400002324345361605|6 413010010516364544331304|7 004016",
        "8 103041423344453616050413020110 1333|9 051636454130100102133342",
        "A 062046 1434|B 06003041423303 3344453606|C 4130100105163645|D 06002042442606|E 40000646 0333|F 400006 0333|G 41301001051636454323|H 0006 4046 0343",
        "I 1030 2026 1636|J 4045361605|K 0006 4004 1346|L 000646|M 0600234046|N 06004640|O 103041453616050110|P 06003041423303|Q 103041453616050110 2446",
        "R 06003041423303 2346|S 413010010213334445361605|T 0040 2026|U 000516364540|V 002640|W 0016233640|X 0046 4006|Y 002340 2326|Z 00400646",
        "a 12324346 441405163645|b 0006 0312324345361605|c 4332120305163645|d 4046 4332120305163645|e 044443321203051646|f 40302126 0242|g 4332120305163645 42473818",
        "h 0006 0312324346|i 2226 2020|j 32372818 3030|k 0006 4205 1446|l 202536|m 0206 03122326 23324346|n 0206 0312324346|o 123243453616050312",
        "p 0208 0312324345361605|q 4248 4332120305163645|r 0206 042242|s 43321203143445361605|t 10152636 0232|u 0205163645 4246|v 022642|w 0216243642|x 0246 4206",
        "y 0226 4218|z 02420646|. 2626|, 2617|: 2323 2626|; 2323 2617|- 1434|– 0444|+ 0444 2226|/ 0640|% 0640 0101 4545|( 30222436|) 10222416|# 1016 3036 0242 0444",
        "= 0343 0545|< 420446|> 024406|' 2021|\" 1011 3031|_ 0747|! 2024 2626|? 011030414223 2626|* 1135 3115 0343|[ 30202636|] 10202616|× 1335 3315|& 461001102005163644");

    private static readonly (int X, int Y)[][] _unknown = [[(0, 2), (4, 2), (4, 6), (0, 6), (0, 2)]];

    /// <summary>The strokes of a letter; a small box for those that there are none of.</summary>
    public static (int X, int Y)[][] StrokesOf(char letter) => letter == ' ' ? [] : _glyphs.GetValueOrDefault(letter, _unknown);

    private static Dictionary<char, (int X, int Y)[][]> Parse(params string[] rows) => rows
        .SelectMany(row => row.Split('|'))
        .ToDictionary(glyph => glyph[0], glyph => glyph[2..].Split(' ').Select(stroke => stroke.Chunk(2).Where(p => p.Length == 2).Select(p => (p[0] - '0', p[1] - '0')).ToArray()).ToArray());
}
