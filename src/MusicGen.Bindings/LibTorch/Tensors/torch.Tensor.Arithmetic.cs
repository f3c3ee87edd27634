namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);

        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        public static Tensor operator -(Scalar left, Tensor right) => Ops.ReverseSub.Call(right, left);

        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);

        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        public static Tensor operator /(Scalar left, Tensor right)
        {
            using var inverse = right.reciprocal();
            return inverse.mul(left);
        }

        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);

        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);

        public static Tensor operator -(Tensor tensor) => tensor.neg();

        public static Tensor operator ~(Tensor tensor) => tensor.bitwise_not();

        public static Tensor operator &(Tensor left, Tensor right) => left.bitwise_and(right);

        public static Tensor operator |(Tensor left, Tensor right) => left.bitwise_or(right);

        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);

        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);

        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);

        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        public override bool Equals(object? obj) => obj is Tensor other && (ReferenceEquals(this, other) || equal(other));

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

        public Tensor add(Tensor target) => Ops.Add.Call(this, target);

        public Tensor add(Tensor target, Scalar alpha) => Ops.Add.Call(this, target, alpha);

        public Tensor add(Scalar scalar) => Ops.AddScalar.Call(this, scalar);

        public Tensor add(Scalar scalar, Scalar alpha) => Ops.AddScalar.Call(this, scalar, alpha);

        public Tensor add_(Tensor target) => Ops.AddInPlace.Call(this, target);

        public Tensor add_(Tensor target, Scalar alpha) => Ops.AddInPlace.Call(this, target, alpha);

        public Tensor add_(Scalar scalar) => Ops.AddScalarInPlace.Call(this, scalar);

        public Tensor sub(Tensor target) => Ops.Sub.Call(this, target);

        public Tensor sub(Scalar target) => Ops.SubScalar.Call(this, target);

        public Tensor sub_(Tensor target) => Ops.SubInPlace.Call(this, target);

        public Tensor sub_(Scalar target) => Ops.SubScalarInPlace.Call(this, target);

        public Tensor mul(Tensor target) => Ops.Mul.Call(this, target);

        public Tensor mul(Scalar target) => Ops.MulScalar.Call(this, target);

        public Tensor mul_(Tensor target) => Ops.MulInPlace.Call(this, target);

        public Tensor mul_(Scalar target) => Ops.MulScalarInPlace.Call(this, target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None)
            => rounding_mode == RoundingMode.None ? Ops.Div.Call(this, target) : Ops.DivMode.Call(this, target, rounding_mode.ToString());

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None)
            => rounding_mode == RoundingMode.None ? Ops.DivScalar.Call(this, target) : Ops.DivScalarMode.Call(this, target, rounding_mode.ToString());

        public Tensor div_(Tensor target) => Ops.DivInPlace.Call(this, target);

        public Tensor div_(Scalar target) => Ops.DivScalarInPlace.Call(this, target);

        public Tensor remainder(Tensor other) => Ops.Remainder.Call(this, other);

        public Tensor remainder(Scalar other) => Ops.RemainderScalar.Call(this, other);

        public Tensor pow(Tensor exponent) => Ops.Pow.Call(this, exponent);

        public Tensor pow(Scalar exponent) => Ops.PowScalar.Call(this, exponent);

        public Tensor eq(Tensor target) => Ops.Eq.Call(this, target);

        public Tensor eq(Scalar target) => Ops.EqScalar.Call(this, target);

        public Tensor ne(Tensor target) => Ops.Ne.Call(this, target);

        public Tensor ne(Scalar target) => Ops.NeScalar.Call(this, target);

        public Tensor lt(Tensor target) => Ops.Lt.Call(this, target);

        public Tensor lt(Scalar target) => Ops.LtScalar.Call(this, target);

        public Tensor le(Tensor target) => Ops.Le.Call(this, target);

        public Tensor le(Scalar target) => Ops.LeScalar.Call(this, target);

        public Tensor gt(Tensor target) => Ops.Gt.Call(this, target);

        public Tensor gt(Scalar target) => Ops.GtScalar.Call(this, target);

        public Tensor ge(Tensor target) => Ops.Ge.Call(this, target);

        public Tensor ge(Scalar target) => Ops.GeScalar.Call(this, target);

        public Tensor ge_(Scalar target) => Ops.GeScalarInPlace.Call(this, target);

        public Tensor logical_and(Tensor other) => Ops.LogicalAnd.Call(this, other);

        public Tensor logical_or(Tensor other) => Ops.LogicalOr.Call(this, other);

        public Tensor logical_not() => Ops.LogicalNot.Call(this);

        public Tensor bitwise_and(Tensor other) => Ops.BitwiseAnd.Call(this, other);

        public Tensor bitwise_or(Tensor other) => Ops.BitwiseOr.Call(this, other);

        public Tensor bitwise_not() => Ops.BitwiseNot.Call(this);

        public Tensor maximum(Tensor other) => Ops.Maximum.Call(this, other);

        public Tensor minimum(Tensor other) => Ops.Minimum.Call(this, other);

        public bool equal(Tensor target) => Ops.Equal.CallBool(this, target);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
            => Ops.AllClose.CallBool(this, target, rtol, atol, equal_nan);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Ops.Clamp.Call(this, min, max);

        public Tensor clamp(Tensor? min, Tensor? max = null) => Ops.ClampTensor.Call(this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Ops.ClampInPlace.Call(this, min, max);

        public Tensor neg() => Ops.Neg.Call(this);

        public Tensor exp() => Ops.Exp.Call(this);

        public Tensor log() => Ops.Log.Call(this);

        public Tensor log2() => Ops.Log2.Call(this);

        public Tensor log10() => Ops.Log10.Call(this);

        public Tensor log1p() => Ops.Log1p.Call(this);

        public Tensor sqrt() => Ops.Sqrt.Call(this);

        public Tensor rsqrt() => Ops.Rsqrt.Call(this);

        public Tensor square() => Ops.Square.Call(this);

        public Tensor reciprocal() => Ops.Reciprocal.Call(this);

        public Tensor abs() => Ops.Abs.Call(this);

        public Tensor sin() => Ops.Sin.Call(this);

        public Tensor cos() => Ops.Cos.Call(this);

        public Tensor tanh() => Ops.Tanh.Call(this);

        public Tensor sigmoid() => Ops.Sigmoid.Call(this);

        public Tensor relu() => Ops.Relu.Call(this);

        public Tensor gelu() => Ops.Gelu.Call(this);

        public Tensor silu() => Ops.Silu.Call(this);

        public Tensor erf() => Ops.Erf.Call(this);

        public Tensor floor() => Ops.Floor.Call(this);

        public Tensor ceil() => Ops.Ceil.Call(this);

        public Tensor round() => Ops.Round.Call(this);

        public Tensor trunc() => Ops.Trunc.Call(this);

        public Tensor sign() => Ops.Sign.Call(this);

        public Tensor isfinite() => Ops.IsFinite.Call(this);

        public Tensor isnan() => Ops.IsNan.Call(this);

        public Tensor isinf() => Ops.IsInf.Call(this);

        public Tensor matmul(Tensor target) => Ops.MatMul.Call(this, target);

        public Tensor mm(Tensor target) => Ops.Mm.Call(this, target);

        public Tensor bmm(Tensor batch2) => Ops.Bmm.Call(this, batch2);

        public Tensor dot(Tensor target) => Ops.Dot.Call(this, target);

        public Tensor outer(Tensor vec2) => Ops.Outer.Call(this, vec2);

        public Tensor lerp(Tensor end, Scalar weight) => Ops.Lerp.Call(this, end, weight);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.AddCMul.Call(this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.AddCDiv.Call(this, tensor1, tensor2, value);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Ops.AddMm.Call(this, mat1, mat2, (double)beta, (double)alpha);
    }
}
