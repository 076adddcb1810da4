using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tactus.Scheduling.Classic.JobShop;

/// <summary>A fast repeatable source of random numbers (xoshiro256**, Blackman &amp; Vigna 2021, ACM TOMS 47), seeded by splitmix64.</summary>
internal sealed class Dice
{
    private ulong a, b, c, d;

    public Dice(ulong seed)
    {
        a = Mix(ref seed);
        b = Mix(ref seed);
        c = Mix(ref seed);
        d = Mix(ref seed);
    }

    public Dice(int seed, long stream)
        : this(unchecked(((ulong)(uint)seed << 32) ^ ((ulong)stream * 0x9E3779B97F4A7C15UL) ^ 0x5851F42D4C957F2DUL))
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(b * 5, 7) * 9;
        var t = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= t;
        d = BitOperations.RotateLeft(d, 45);
        return result;
    }

    /// <summary>0 .. below - 1; the bias of the short way is far below what a search could notice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int below) => (int)(((Next() >> 32) * (ulong)(uint)below) >> 32);

    /// <summary>0 &lt;= x &lt; 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Coin() => (long)Next() < 0;

    private static ulong Mix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
