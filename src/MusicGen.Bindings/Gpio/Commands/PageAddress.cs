namespace MusicGen.Bindings.Gpio;

/// <summary>A page of the display: eight rows, one byte a column; in the shape of Iot.Device.Bindings.</summary>
public enum PageAddress
{
    /// <summary>Rows 0 to 7.</summary>
    Page0 = 0,

    /// <summary>Rows 8 to 15.</summary>
    Page1 = 1,

    /// <summary>Rows 16 to 23.</summary>
    Page2 = 2,

    /// <summary>Rows 24 to 31.</summary>
    Page3 = 3,

    /// <summary>Rows 32 to 39.</summary>
    Page4 = 4,

    /// <summary>Rows 40 to 47.</summary>
    Page5 = 5,

    /// <summary>Rows 48 to 55.</summary>
    Page6 = 6,

    /// <summary>Rows 56 to 63.</summary>
    Page7 = 7,
}
